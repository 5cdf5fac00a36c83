//! `#[gen_stub_pymodule(lazy)]`: makes a nested `#[pymodule] mod` a submodule that is filled when it is first used.
//!
//! PyO3 adds every nested `#[pymodule]` to its parent when the parent is imported. A lazy one gets another attribute in its
//! place, which PyO3's macro on the parent does not know, and which expands to `#[pymodule]` later. The module's
//! `#[pymodule_init]` then adds it with `pyo3_stub_gen::runtime::Submodules`.

use crate::attr::cfg::{CfgAttr, alternatives};
use crate::attr::{Macro, MacroArguments, Pyo3Options, last_segment, mentions};
use crate::docs;
use crate::errors::Errors;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Attribute, FnArg, Ident, Item, ItemFn, ItemMod, Meta, Type, parse_quote};

/// The attribute macro that this file makes lazy modules of.
const MARKER: &str = "gen_stub_pymodule";

/// A module around others.
struct Around {
    /// Its name below the extension module, which has none.
    name: String,
    /// The name that PyO3 gives it as the module of its items.
    full: String,
    is_lazy: bool,
}

/// A module that is lazy, or contains one that is.
struct LazyChild {
    /// `#[cfg]` attributes.
    cfg: TokenStream,
    ident: Ident,
}

/// Makes the submodules of `module` lazy that ask for it, and those inside them. Removes the markers of all of them.
pub fn apply(module: &mut ItemMod, errors: &mut Errors) {
    let options = Pyo3Options::read(&module.attrs, "pymodule");
    let place = Around { name: String::new(), full: full_name("", module, &options), is_lazy: false };
    let Some((_, items)) = &mut module.content else { return };
    let children = nested(items, &place, errors);
    if children.is_empty() {
        return;
    }
    if options.has("submodule") {
        let ident = &module.ident;
        let text = format!(
            "`{ident}` is a submodule itself, so it cannot have lazy submodules: write it into the `mod` of the extension \
             module, or add them with `pyo3_stub_gen::runtime::Submodules`"
        );
        errors.at(module.ident.span(), text);
        return;
    }
    let init = items.iter_mut().find_map(|item| match item {
        Item::Fn(function) => existing_init(function),
        _ => None,
    });
    let calls = calls(&children);
    items.push(parse_quote! {
        #[pymodule_init]
        fn __pyo3_stub_gen_init(
            module: &::pyo3_stub_gen::runtime::__Bound<'_, ::pyo3_stub_gen::runtime::__PyModule>,
        ) -> ::pyo3_stub_gen::runtime::__PyResult<()> {
            #init
            let submodules = ::pyo3_stub_gen::runtime::Submodules::of(module).existing();
            #calls
            submodules.install()
        }
    });
}

/// Makes the submodules among `items` lazy that ask for it, and returns those that are lazy or contain one that is.
fn nested(items: &mut Vec<Item>, place: &Around, errors: &mut Errors) -> Vec<LazyChild> {
    let mut children = Vec::new();
    let mut done = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        let module = match item {
            Item::Mod(module) if module.content.is_some() && mentions(&module.attrs, "pymodule") => module,
            other => {
                done.push(other);
                continue;
            }
        };
        let mut alternatives = alternatives(&module.attrs, &[MARKER]);
        let asks: Vec<bool> =
            alternatives.iter().map(|alternative| asks(&alternative.attrs, errors)).collect();
        if asks.windows(2).all(|pair| pair[0] == pair[1]) {
            // Conditions on a marker decide nothing.
            let attrs = module.attrs.iter().filter_map(without_marker).collect();
            let is_lazy = place.is_lazy || asks.first().is_some_and(|asks| *asks);
            let cfg = cfgs(&module.attrs);
            one(ItemMod { attrs, ..module }, cfg, is_lazy, place, &mut children, &mut done, errors);
            continue;
        }
        for (alternative, asks) in alternatives.drain(..).zip(asks) {
            let mut attrs: Vec<Attribute> = alternative.attrs.iter().filter_map(without_marker).collect();
            attrs.retain(|attr| !attr.path().is_ident("cfg"));
            let cfg = alternative.cfg;
            let conditions: ItemMod = parse_quote!(#cfg mod conditions {});
            attrs.splice(0..0, conditions.attrs);
            let module = ItemMod { attrs, ..module.clone() };
            one(module, cfg, place.is_lazy || asks, place, &mut children, &mut done, errors);
        }
    }
    *items = done;
    children
}

/// Adds `module` to `done` and, if it is lazy or contains a module that is, to `children`.
fn one(
    mut module: ItemMod,
    cfg: TokenStream,
    is_lazy: bool,
    parent: &Around,
    children: &mut Vec<LazyChild>,
    done: &mut Vec<Item>,
    errors: &mut Errors,
) {
    let options = Pyo3Options::read(&module.attrs, "pymodule");
    let own = options.name().unwrap_or_else(|| module.ident.unraw().to_string());
    let name = if parent.name.is_empty() { own } else { format!("{}.{own}", parent.name) };
    let place = Around { full: full_name(&parent.full, &module, &options), name, is_lazy };
    let doc = docs::text(&module.attrs);
    if let Some((_, items)) = &mut module.content {
        let inner = nested(items, &place, errors);
        if is_lazy || !inner.is_empty() {
            let name = &place.name;
            let add = is_lazy.then(|| {
                quote! {
                    let submodules = submodules.__declared(#name, #doc, __pyo3_pymodule);
                }
            });
            let calls = calls(&inner);
            items.push(parse_quote! {
                #[doc(hidden)]
                pub(super) fn __pyo3_stub_gen_submodules<'a, 'py>(
                    submodules: ::pyo3_stub_gen::runtime::Submodules<'a, 'py>,
                ) -> ::pyo3_stub_gen::runtime::Submodules<'a, 'py> {
                    #add
                    #calls
                    submodules
                }
            });
            children.push(LazyChild { cfg, ident: module.ident.clone() });
        }
    }
    if is_lazy {
        hide(&mut module.attrs, &parent.full, options.has("module"));
    }
    done.push(Item::Mod(module));
}

/// Returns the statements that add `children`.
fn calls(children: &[LazyChild]) -> TokenStream {
    let calls = children.iter().map(|LazyChild { cfg, ident }| {
        quote! {
            #cfg
            let submodules = #ident::__pyo3_stub_gen_submodules(submodules);
        }
    });
    quote!(#(#calls)*)
}

/// Whether a marker asks for a lazy module.
fn asks(attrs: &[Attribute], errors: &mut Errors) -> bool {
    let mut asks = false;
    for attr in attrs.iter().filter(|attr| last_segment(attr.path(), MARKER)) {
        if let Meta::List(list) = &attr.meta {
            asks |= MacroArguments::read(list.tokens.clone(), Macro::Module, errors).lazy.is_some();
        }
    }
    asks
}

/// Returns `attr`, also if it is a `cfg_attr`, without the marker.
fn without_marker(attr: &Attribute) -> Option<Attribute> {
    if last_segment(attr.path(), MARKER) {
        return None;
    }
    let Some(CfgAttr { condition, mut metas }) = CfgAttr::of(attr) else { return Some(attr.clone()) };
    let count = metas.len();
    metas.retain(|meta| !last_segment(meta.path(), MARKER));
    match metas.len() {
        left if left == count => Some(attr.clone()),
        0 => None,
        _ => Some(parse_quote!(#[cfg_attr(#condition, #(#metas),*)])),
    }
}

fn cfgs(attrs: &[Attribute]) -> TokenStream {
    attrs.iter().filter(|attr| attr.path().is_ident("cfg")).map(ToTokens::to_token_stream).collect()
}

/// Puts another attribute in the place of `#[pymodule]`, and adds the options that PyO3 gives to a nested module.
fn hide(attrs: &mut Vec<Attribute>, parent: &str, has_module: bool) {
    for attr in attrs.iter_mut().filter(|attr| last_segment(attr.path(), "pymodule")) {
        let meta = &attr.meta;
        *attr = parse_quote!(#[::pyo3_stub_gen::derive::__lazy_pymodule(#meta)]);
    }
    attrs.push(parse_quote!(#[pyo3(submodule)]));
    if !has_module {
        attrs.push(parse_quote!(#[pyo3(module = #parent)]));
    }
}

/// Returns the name that PyO3 gives `module` as the module of its items.
fn full_name(parent: &str, module: &ItemMod, options: &Pyo3Options) -> String {
    let own = options.name().unwrap_or_else(|| module.ident.unraw().to_string());
    let parent = options.text("module").and_then(|text| text.value()).unwrap_or_else(|| parent.to_owned());
    if parent.is_empty() { own } else { format!("{parent}.{own}") }
}

/// Takes `#[pymodule_init]` from `function`, and returns the statement that calls it with the arguments that PyO3 allows.
fn existing_init(function: &mut ItemFn) -> Option<TokenStream> {
    let index = function.attrs.iter().position(|attr| attr.path().is_ident("pymodule_init"))?;
    function.attrs.remove(index);
    let ident = &function.sig.ident;
    let arguments = function.sig.inputs.iter().map(|argument| {
        let is_python = match argument {
            FnArg::Typed(argument) => match &*argument.ty {
                Type::Path(path) => last_segment(&path.path, "Python"),
                _ => false,
            },
            FnArg::Receiver(_) => false,
        };
        if is_python { quote!(module.py()) } else { quote!(module) }
    });
    Some(quote! {
        ::pyo3_stub_gen::runtime::__InitResult::into_result(#ident(#(#arguments),*))?;
    })
}

/// Expands the attribute that a lazy module has in the place of `#[pymodule]`, which PyO3 then expands.
pub fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    quote!(#[#args] #item)
}

/// Refuses `lazy` at `span`, which is on a module that is not in another one with this macro.
pub fn refuse(span: Span, errors: &mut Errors) {
    let text = "`lazy` applies to a `#[pymodule] mod` inside another one that has `#[gen_stub_pymodule]`. The extension \
                module itself cannot be lazy";
    errors.at(span, text);
}
