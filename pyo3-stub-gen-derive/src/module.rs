//! `#[gen_stub_pymodule]`: annotates what an inline `#[pymodule] mod` exports.

use crate::attr::cfg::{CfgAttr, alternatives};
use crate::attr::{Macro, MacroArguments, Pyo3Options, Site, StubOptions, last_segment, mentions};
use crate::docs::docstring;
use crate::emit::{finish, lints, skipped, submission};
use crate::errors::Errors;
use crate::grammar::{ItemKind, ModuleDocText, VariableText};
use crate::placement::relative;
use crate::registrations::{Expansion, Name, Registrations};
use crate::statement::Statement;
use crate::strip::{strip, stripped, without_gen_stub};
use crate::types::Scope;
use crate::{default, lazy, literal};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Attribute, Item, ItemConst, ItemEnum, ItemFn, ItemImpl, ItemMod, ItemStruct, Meta, parse_quote};

/// Expands `#[gen_stub_pymodule]`.
pub fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let args = MacroArguments::read(args, Macro::Module, &mut errors);
    if let Some(span) = args.lazy {
        lazy::refuse(span, &mut errors);
    }
    let path = args.inside.unwrap_or_default();
    match syn::parse2::<Item>(item.clone()) {
        Ok(Item::Mod(module)) if module.content.is_some() => inline(module, &path, errors),
        Ok(Item::Fn(mut function)) => {
            let registration = module_doc(&function.attrs, &path, function.sig.ident.span());
            if cfg!(feature = "registry") && annotate_pyfns(&mut function.block, &path) {
                return finish(function.into_token_stream(), registration, errors).into_tokens();
            }
            finish(stripped(item), registration, errors).into_tokens()
        }
        _ => {
            errors.at(
                Span::call_site(),
                "`gen_stub_pymodule` applies only to a `#[pymodule]`, which is an inline `mod name { … }` or a \
                 function",
            );
            finish(stripped(item), Registrations::default(), errors).into_tokens()
        }
    }
}

/// Annotates the `#[pyfn]`s in the body of a module's function. PyO3 removes their options before an attribute on them is
/// expanded, so the options are passed on.
fn annotate_pyfns(block: &mut syn::Block, path: &str) -> bool {
    let mut found = false;
    for statement in &mut block.stmts {
        let syn::Stmt::Item(Item::Fn(function)) = statement else { continue };
        if !mentions(&function.attrs, "pyfn") {
            continue;
        }
        found = true;
        let lists = function.attrs.iter().filter_map(|attr| match &attr.meta {
            Meta::List(list) => Some((attr.path(), list.tokens.clone().into_iter())),
            _ => None,
        });
        let mut options = TokenStream::new();
        for (path, mut tokens) in lists {
            if last_segment(path, "pyfn") {
                // The first argument is the module.
                tokens.by_ref().find(is_comma);
            } else if !path.is_ident("pyo3") {
                continue;
            }
            let mut tokens: Vec<TokenTree> = tokens.collect();
            if tokens.last().is_some_and(is_comma) {
                tokens.pop();
            }
            if !tokens.is_empty() {
                options.extend(quote!(#(#tokens)*,));
            }
        }
        mark(&mut function.attrs, &["gen_stub_pyfunction"], Some(path));
        let marker = function.attrs.iter_mut().find(|attr| is_marker(attr, &["gen_stub_pyfunction"]));
        if let Some(attr) = marker
            && let Meta::List(list) = &attr.meta
        {
            let (macro_path, given) = (attr.path().clone(), &list.tokens);
            *attr = parse_quote!(#[#macro_path(#given, pyo3(#options))]);
        }
    }
    found
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

fn inline(mut module: ItemMod, path: &str, mut errors: Errors) -> TokenStream {
    let mut without = module.clone();
    let is_registered = cfg!(feature = "registry");
    if is_registered {
        annotate(&mut module, path);
    }
    lazy::apply(&mut module, &mut errors);
    if errors.is_empty() && is_registered {
        module.attrs = without_gen_stub(&module.attrs);
        return module.into_token_stream();
    }
    if !errors.is_empty() {
        // The mistakes are known already.
        lazy::apply(&mut without, &mut Errors::default());
        module = without;
    }
    let mut module = Item::Mod(module);
    strip(&mut module);
    finish(module.into_token_stream(), Registrations::default(), errors).into_tokens()
}

/// Annotates everything in `module`, whose own path from the extension module is `path`. Everything is registered together.
fn annotate(module: &mut ItemMod, path: &str) {
    let doc = module_doc(&module.attrs, path, module.ident.span());
    let Some((_, items)) = &mut module.content else { return };
    let mut registrations = Registrations::default();
    for item in items.iter_mut() {
        if let Some(kind) = Kind::of(item) {
            registrations.add(kind.annotate(item, path));
            continue;
        }
        match item {
            Item::Mod(item) if exported(&item.attrs, "pymodule") => {
                let path = nested(path, item);
                annotate(item, &path);
            }
            Item::Const(item) if exported(&item.attrs, "pymodule_export") => {
                registrations.add(variable(item, path));
                item.attrs = without_gen_stub(&item.attrs);
            }
            _ => {}
        }
    }
    registrations.add(doc);
    let registrations = registrations.together();
    if !registrations.is_empty() {
        items.push(Item::Verbatim(registrations));
    }
}

/// An item of a module that has an attribute macro of its own.
struct Kind {
    /// The names of the macro. The first is added where the item has none.
    names: &'static [&'static str],
    expand: fn(TokenStream, TokenStream) -> Expansion,
    /// Whether the module itself contains the item. Methods are in the module of their class.
    is_placed: bool,
}

const FUNCTION: Kind =
    Kind { names: &["gen_stub_pyfunction"], expand: crate::function::expand, is_placed: true };
const CLASS: Kind = Kind {
    names: &["gen_stub_pyclass", "gen_stub_pyclass_enum", "gen_stub_pyclass_complex_enum"],
    expand: crate::class::expand,
    is_placed: true,
};
const METHODS: Kind =
    Kind { names: &["gen_stub_pymethods"], expand: crate::methods::expand, is_placed: false };

impl Kind {
    fn of(item: &Item) -> Option<&'static Self> {
        match item {
            Item::Fn(item) if exported(&item.attrs, "pyfunction") => Some(&FUNCTION),
            Item::Struct(item) if exported(&item.attrs, "pyclass") => Some(&CLASS),
            Item::Enum(item) if exported(&item.attrs, "pyclass") => Some(&CLASS),
            Item::Impl(item) if exported(&item.attrs, "pymethods") => Some(&METHODS),
            _ => None,
        }
    }

    /// Expands the macro of `item`, which is in the module `path`. If the macro or the item depends on a condition, the
    /// compiler must resolve it first, so the attribute is put on `item` instead.
    fn annotate(&self, item: &mut Item, path: &str) -> Registrations {
        let path = self.is_placed.then_some(path);
        let (Item::Fn(ItemFn { attrs, .. })
        | Item::Struct(ItemStruct { attrs, .. })
        | Item::Enum(ItemEnum { attrs, .. })
        | Item::Impl(ItemImpl { attrs, .. })) = item
        else {
            return Registrations::default();
        };
        let marker = mark(attrs, self.names, path);
        if brings(attrs, &["cfg"]) || brings(attrs, self.names) {
            return Registrations::default();
        }
        let arguments = match attrs.remove(marker).meta {
            Meta::List(list) => list.tokens,
            Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
        };
        let expansion = (self.expand)(arguments, item.to_token_stream());
        *item = Item::Verbatim(expansion.item);
        expansion.registrations
    }
}

fn exported(attrs: &[Attribute], name: &str) -> bool {
    mentions(attrs, name)
}

/// Whether a `cfg_attr` of `attrs` brings an attribute of one of these names.
fn brings(attrs: &[Attribute], names: &[&str]) -> bool {
    let brought = attrs.iter().filter_map(CfgAttr::of).flat_map(|cfg_attr| cfg_attr.metas);
    brought.into_iter().any(|meta| names.iter().any(|name| last_segment(meta.path(), name)))
}

fn is_marker(attr: &Attribute, names: &[&str]) -> bool {
    let last = attr.path().segments.last();
    last.is_some_and(|segment| names.iter().any(|name| segment.ident == name))
}

/// Returns the path of a nested module, `.outer.inner`, by the Python names.
fn nested(path: &str, module: &ItemMod) -> String {
    let options = Pyo3Options::read(&module.attrs, "pymodule");
    let name = options.name().unwrap_or_else(|| module.ident.unraw().to_string());
    format!("{path}.{name}")
}

/// Adds the first of `names`, an attribute macro, where none of them is there, and passes the module of the item to it.
/// Returns its index.
fn mark(attrs: &mut Vec<Attribute>, names: &[&str], path: Option<&str>) -> usize {
    let inside = path.map(|path| quote!(inside = #path));
    let found = attrs.iter_mut().enumerate().find(|(_, attr)| is_marker(attr, names));
    match found {
        Some((index, attr)) => {
            let Some(inside) = inside else { return index };
            let arguments = match &attr.meta {
                Meta::List(list) if !list.tokens.is_empty() => {
                    let given = &list.tokens;
                    quote!(#inside, #given)
                }
                _ => inside,
            };
            let macro_path = attr.path().clone();
            *attr = parse_quote!(#[#macro_path(#arguments)]);
            index
        }
        None => {
            if let Some(name) = names.first() {
                let name = syn::Ident::new(name, Span::call_site());
                attrs.insert(0, parse_quote!(#[::pyo3_stub_gen::derive::#name(#inside)]));
            }
            0
        }
    }
}

/// Returns the registration of a module's docstring. A nested module exists through it, so it has one even without a
/// docstring.
fn module_doc(attrs: &[Attribute], path: &str, span: Span) -> Registrations {
    let has_doc = mentions(attrs, "doc");
    if path.is_empty() && !has_doc {
        return Registrations::default();
    }
    let module = relative(path);
    let text = ModuleDocText { module: module.as_ref(), doc: docstring(attrs) };
    let statement = Statement::of((span, (ItemKind::ModuleDoc, text)));
    submission(&TokenStream::new(), &TokenStream::new(), Name::None, None, &statement)
}

/// Returns the registration of an exported constant.
fn variable(item: &ItemConst, path: &str) -> Registrations {
    let module = relative(path);
    let (ident, name) = (&item.ident, item.ident.unraw().to_string());
    let mut errors = Errors::default();
    let variants = alternatives(&item.attrs, &["gen_stub"]);
    let records = variants
        .iter()
        .map(|alternative| {
            let stub = StubOptions::read(&alternative.attrs, Site::ModuleConstant, &mut errors);
            if stub.skip {
                return skipped(&alternative.cfg, ident.span(), &name, module.as_ref(), None);
            }
            let without = || Scope::default().output(&item.ty);
            let ty = match &stub.override_type {
                Some(replacement) => replacement.statement(without),
                None => without(),
            };
            let value = match literal::python(&item.expr) {
                Some(text) => default::source(&text),
                None => default::shown(&ident.to_token_stream()),
            };
            let text = VariableText {
                name: name.as_str(),
                module: module.as_ref(),
                r#type: ty,
                value,
                doc: docstring(&alternative.attrs),
            };
            let statement = Statement::of((ident.span(), (ItemKind::Variable, text)));
            submission(&alternative.cfg, &lints(&alternative.attrs), Name::None, None, &statement)
        })
        .collect();
    if errors.is_empty() { records } else { Registrations::beside(errors.into_tokens()) }
}
