//! The public items of a source file.

use crate::markdown;
use std::collections::{BTreeMap, BTreeSet};
use syn::{Attribute, Item, Visibility};

/// An item, or a member of one.
#[derive(Debug)]
pub struct Entry {
    /// The name, as users write it.
    pub name: String,
    /// Its documentation, as Rust has it.
    pub doc: String,
    /// The members that users call or implement, each with its documentation.
    pub members: Vec<(String, String)>,
}

impl Entry {
    /// Returns its section of the page.
    pub fn text(&self) -> String {
        let mut text = format!("\n### `{}`\n\n{}\n", self.name, markdown::page(&self.doc));
        if !self.members.is_empty() {
            text.push('\n');
        }
        for (name, doc) in &self.members {
            text.push_str(&format!("- `{name}`: {}\n", markdown::summary(doc)));
        }
        text
    }
}

/// Returns the public items of `file`, each with the public functions of its `impl` blocks.
pub fn of(file: &syn::File) -> Vec<Entry> {
    let mut methods: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for item in &file.items {
        if let Item::Impl(block) = item
            && block.trait_.is_none()
            && let syn::Type::Path(path) = &*block.self_ty
            && let Some(name) = path.path.segments.last()
        {
            methods.entry(name.ident.to_string()).or_default().extend(block.items.iter().filter_map(method));
        }
    }
    let mut entries = Vec::new();
    for item in &file.items {
        let (name, attributes, members) = match item {
            Item::Macro(item) if has(&item.attrs, "macro_export") => {
                let name = item.ident.as_ref().map(|name| format!("{name}!")).unwrap_or_default();
                (name, &item.attrs, Vec::new())
            }
            Item::Fn(item) if is_public(&item.vis) => (function(item), &item.attrs, Vec::new()),
            Item::Trait(item) if is_public(&item.vis) => {
                (item.ident.to_string(), &item.attrs, item.items.iter().filter_map(required).collect())
            }
            Item::Struct(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                let fields = item.fields.iter().filter(|field| is_public(&field.vis)).filter_map(|field| {
                    Some((field.ident.as_ref()?.to_string(), documentation(&field.attrs)))
                });
                let members = fields.chain(methods.remove(&name).unwrap_or_default()).collect();
                (name, &item.attrs, members)
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                let variants = item
                    .variants
                    .iter()
                    .map(|variant| (variant.ident.to_string(), documentation(&variant.attrs)));
                let members = variants.chain(methods.remove(&name).unwrap_or_default()).collect();
                (name, &item.attrs, members)
            }
            Item::Type(item) if is_public(&item.vis) => (item.ident.to_string(), &item.attrs, Vec::new()),
            _ => continue,
        };
        if !is_hidden(attributes) {
            entries.push(Entry { name, doc: documentation(attributes), members });
        }
    }
    entries
}

/// Returns the names that `module` makes public and documents.
pub fn exports(module: &syn::File) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for item in &module.items {
        if let Item::Use(item) = item
            && is_public(&item.vis)
            && !is_hidden(&item.attrs)
        {
            add_names(&item.tree, &mut names);
        }
    }
    names
}

fn add_names(tree: &syn::UseTree, names: &mut BTreeSet<String>) {
    match tree {
        syn::UseTree::Path(path) => add_names(&path.tree, names),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| add_names(tree, names)),
        syn::UseTree::Name(name) => {
            names.insert(name.ident.to_string());
        }
        syn::UseTree::Rename(rename) => {
            names.insert(rename.rename.to_string());
        }
        syn::UseTree::Glob(_) => {}
    }
}

/// Returns how users write the function: a procedural macro by its kind.
fn function(item: &syn::ItemFn) -> String {
    let name = &item.sig.ident;
    if has(&item.attrs, "proc_macro_attribute") {
        return format!("#[{name}]");
    }
    if has(&item.attrs, "proc_macro") {
        return format!("{name}!");
    }
    let derive = item.attrs.iter().find(|attribute| attribute.path().is_ident("proc_macro_derive"));
    let derived = derive.and_then(|attribute| match &attribute.meta {
        syn::Meta::List(list) => list.tokens.clone().into_iter().next(),
        _ => None,
    });
    derived.map_or_else(|| format!("{name}()"), |trait_name| format!("#[derive({trait_name})]"))
}

fn method(item: &syn::ImplItem) -> Option<(String, String)> {
    let syn::ImplItem::Fn(method) = item else { return None };
    let is_shown = is_public(&method.vis) && !is_hidden(&method.attrs);
    is_shown.then(|| (format!("{}()", method.sig.ident), documentation(&method.attrs)))
}

fn required(item: &syn::TraitItem) -> Option<(String, String)> {
    let (name, attributes) = match item {
        syn::TraitItem::Fn(method) => (format!("{}()", method.sig.ident), &method.attrs),
        syn::TraitItem::Const(constant) => (constant.ident.to_string(), &constant.attrs),
        _ => return None,
    };
    (!is_hidden(attributes)).then(|| (name, documentation(attributes)))
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}

/// Whether it is `#[doc(hidden)]`.
fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::List(list) => list.path.is_ident("doc") && list.tokens.to_string() == "hidden",
        _ => false,
    })
}

/// Returns the text of the documentation comment.
pub fn documentation(attributes: &[Attribute]) -> String {
    let mut lines = Vec::new();
    for attribute in attributes {
        if let syn::Meta::NameValue(pair) = &attribute.meta
            && pair.path.is_ident("doc")
            && let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) = &pair.value
        {
            let line = line.value();
            lines.push(line.strip_prefix(' ').unwrap_or(&line).to_owned());
        }
    }
    lines.join("\n")
}
