//! The files of a crate, parsed: which modules there are, what each defines, and which names it brings in.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::{Outcome, when};
use syn::{Attribute, Item, UseTree};

/// A crate, and every module of it that is not for tests.
pub struct Crate {
    /// The directory that the paths of files are relative to.
    pub root: PathBuf,
    /// The crate's name in paths.
    pub name: String,
    /// The root is the first.
    pub modules: Vec<Module>,
    pub files: Vec<SourceFile>,
    /// The macros that `#[macro_export]` puts at the crate's root, with the file of each.
    pub exported_macros: BTreeMap<String, usize>,
}

/// A file, and what it holds.
pub struct SourceFile {
    /// Its place below the repository.
    pub path: PathBuf,
    /// Its place below the directory of the crate's root, as components are named.
    pub place: String,
    pub syntax: syn::File,
}

/// A module: a file, or a part of one.
pub struct Module {
    pub parent: Option<usize>,
    /// Its path below the crate's root: `generate::write`.
    pub path: String,
    pub file: usize,
    pub children: BTreeMap<String, usize>,
    /// Its definitions, with the line of each.
    pub items: BTreeMap<String, Definition>,
    pub uses: Vec<Use>,
    /// Whether a macro of another crate defines items here, which are then that crate's.
    pub has_foreign_items: bool,
}

/// Where an item is defined, and what it is.
#[derive(Clone, Copy)]
pub struct Definition {
    pub line: usize,
    pub is_type: bool,
}

/// One name that a `use` line brings in.
#[derive(Clone)]
pub struct Use {
    /// Its name here. `None` is `*`.
    pub name: Option<String>,
    pub path: Vec<String>,
    pub line: usize,
}

impl Crate {
    /// Reads the crate whose root is the file `root` below `repository`.
    pub fn read(repository: &Path, root: &str) -> Outcome<Self> {
        let source = repository.join(root);
        let directory = source.parent().unwrap_or(repository).to_owned();
        let package = directory.parent().and_then(Path::file_name).unwrap_or_default();
        let mut read = Self {
            root: repository.to_owned(),
            name: package.to_string_lossy().replace('-', "_"),
            modules: Vec::new(),
            files: Vec::new(),
            exported_macros: BTreeMap::new(),
        };
        read.file(&source, &directory, None, "")?;
        Ok(read)
    }

    /// Adds the module that is the whole file `path`. The files of its children are in `below`.
    fn file(&mut self, path: &Path, below: &Path, parent: Option<usize>, name: &str) -> Outcome<usize> {
        let text = when(fs::read_to_string(path), path.display())?;
        let syntax = when(syn::parse_file(&text), path.display())?;
        let items = syntax.items.clone();
        let top = self.files.first().map_or(path, |first| first.path.as_path());
        let top = self.root.join(top).parent().map(Path::to_owned).unwrap_or_default();
        let place = when(path.strip_prefix(&top), path.display())?.to_string_lossy().replace('\\', "/");
        let path = when(path.strip_prefix(&self.root), path.display())?.to_owned();
        self.files.push(SourceFile { path, place, syntax });
        self.module(&items, self.files.len() - 1, below, parent, name)
    }

    fn module(
        &mut self,
        items: &[Item],
        file: usize,
        below: &Path,
        parent: Option<usize>,
        name: &str,
    ) -> Outcome<usize> {
        let path = match parent.map(|parent| &self.modules[parent]) {
            Some(parent) if !parent.path.is_empty() => format!("{}::{name}", parent.path),
            _ => name.to_owned(),
        };
        let index = self.modules.len();
        let (children, definitions) = (BTreeMap::new(), BTreeMap::new());
        let module = Module {
            parent,
            path,
            file,
            children,
            items: definitions,
            uses: Vec::new(),
            has_foreign_items: false,
        };
        self.modules.push(module);
        for item in items.iter().filter(|item| !is_for_tests(attributes(item))) {
            match item {
                Item::Mod(child) => {
                    let name = child.ident.to_string();
                    let child = match &child.content {
                        Some((_, items)) => {
                            self.module(items, file, &below.join(&name), Some(index), &name)?
                        }
                        None => self.child(child, file, below, index, &name)?,
                    };
                    self.modules[index].children.insert(name, child);
                }
                Item::Use(item) => {
                    self.modules[index].uses.extend(uses(&item.tree));
                }
                Item::Macro(item) => self.macro_item(item, index),
                item => {
                    if let Some((name, definition)) = definition(item) {
                        self.modules[index].items.insert(name, definition);
                    }
                }
            }
        }
        Ok(index)
    }

    /// The module of a file of its own: `name.rs`, `name/mod.rs`, or what `#[path]` names.
    fn child(
        &mut self,
        item: &syn::ItemMod,
        file: usize,
        below: &Path,
        parent: usize,
        name: &str,
    ) -> Outcome<usize> {
        let given = item.attrs.iter().find(|attribute| attribute.path().is_ident("path"));
        if let Some(syn::Meta::NameValue(pair)) = given.map(|attribute| &attribute.meta)
            && let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(place), .. }) = &pair.value
        {
            let from = self.root.join(&self.files[file].path);
            let path = from.parent().unwrap_or(below).join(place.value());
            return self.file(&path, &below.join(name), Some(parent), name);
        }
        let folder = below.join(name);
        let inside = folder.join("mod.rs");
        let path = if inside.is_file() { inside } else { below.join(format!("{name}.rs")) };
        self.file(&path, &folder, Some(parent), name)
    }

    /// What a macro at the place of an item defines: its own name, or the items that its tokens spell.
    fn macro_item(&mut self, item: &syn::ItemMacro, module: usize) {
        let file = self.modules[module].file;
        if let Some(name) = &item.ident {
            if item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export")) {
                self.exported_macros.insert(name.to_string(), file);
            }
            let definition = Definition { line: name.span().start().line, is_type: false };
            self.modules[module].items.insert(name.to_string(), definition);
            return;
        }
        let path = &item.mac.path;
        let is_own =
            |first: &syn::PathSegment| ["crate", "self", "super"].iter().any(|own| first.ident == own);
        let module = &mut self.modules[module];
        module.has_foreign_items |=
            path.segments.len() > 1 && path.segments.first().is_some_and(|first| !is_own(first));
        module.items.extend(spelled(item.mac.tokens.clone()));
    }
}

/// Whether an item with `attributes` is compiled for tests only.
pub fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).any(|attribute| {
        let syn::Meta::List(list) = &attribute.meta else { return false };
        let condition = list.tokens.to_string().replace(' ', "");
        condition == "test" || condition.starts_with("all(test,")
    })
}

/// The attributes of an item that can have a name or bring one in.
pub fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn definition(item: &Item) -> Option<(String, Definition)> {
    let (name, is_type) = match item {
        Item::Const(item) => (&item.ident, false),
        Item::Fn(item) => (&item.sig.ident, false),
        Item::Static(item) => (&item.ident, false),
        Item::Enum(item) => (&item.ident, true),
        Item::Struct(item) => (&item.ident, true),
        Item::Trait(item) => (&item.ident, true),
        Item::Type(item) => (&item.ident, true),
        Item::Union(item) => (&item.ident, true),
        _ => return None,
    };
    Some((name.to_string(), Definition { line: name.span().start().line, is_type }))
}

/// The items whose keyword and name are in `tokens`, outside any braces.
fn spelled(tokens: TokenStream) -> Vec<(String, Definition)> {
    let mut found = Vec::new();
    let mut keyword = None;
    for token in tokens {
        let TokenTree::Ident(word) = token else {
            keyword = None;
            continue;
        };
        if let Some(is_type) = keyword.take() {
            found.push((word.to_string(), Definition { line: word.span().start().line, is_type }));
            continue;
        }
        keyword = match word.to_string().as_str() {
            "struct" | "enum" | "trait" | "type" | "union" => Some(true),
            "fn" | "const" | "static" => Some(false),
            _ => None,
        };
    }
    found
}

/// Every name that a tree of `use` brings in.
pub fn uses(tree: &UseTree) -> Vec<Use> {
    let mut found = Vec::new();
    collect(tree, &mut Vec::new(), &mut found);
    found
}

fn collect(tree: &UseTree, path: &mut Vec<String>, found: &mut Vec<Use>) {
    let mut add = |name: Option<String>, path: Vec<String>, line| found.push(Use { name, path, line });
    match tree {
        UseTree::Path(inner) => {
            path.push(inner.ident.to_string());
            collect(&inner.tree, path, found);
            path.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| collect(tree, path, found)),
        UseTree::Glob(glob) => add(None, path.clone(), glob.star_token.spans[0].start().line),
        UseTree::Name(name) => {
            let (line, whole) = (name.ident.span().start().line, followed(path, &name.ident));
            add(whole.last().cloned(), whole, line);
        }
        UseTree::Rename(name) => {
            let line = name.ident.span().start().line;
            add(Some(name.rename.to_string()), followed(path, &name.ident), line);
        }
    }
}

/// `path::name`; `path::self` is `path`.
fn followed(path: &[String], name: &syn::Ident) -> Vec<String> {
    let own = (name != "self").then(|| name.to_string());
    path.iter().cloned().chain(own).collect()
}
