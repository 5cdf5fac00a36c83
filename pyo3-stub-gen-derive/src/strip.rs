//! Removes `#[gen_stub(…)]`, which only this crate's macros understand.

use crate::attr::cfg::CfgAttr;
use quote::ToTokens;
use syn::{Attribute, Fields, ImplItem, Item, parse_quote};

/// Returns `attrs` without `#[gen_stub(…)]`, also inside `cfg_attr`.
pub fn without_gen_stub(attrs: &[Attribute]) -> Vec<Attribute> {
    attrs.iter().filter(|attr| !attr.path().is_ident("gen_stub")).filter_map(conditional).collect()
}

/// Whether one of `attrs` is, or may bring, a `#[gen_stub(…)]`.
pub fn has_own(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("gen_stub") || attr.path().is_ident("cfg_attr"))
}

fn conditional(attr: &Attribute) -> Option<Attribute> {
    let Some(mut cfg_attr) = CfgAttr::of(attr) else { return Some(attr.clone()) };
    let count = cfg_attr.metas.len();
    cfg_attr.metas.retain(|meta| !meta.path().is_ident("gen_stub"));
    if cfg_attr.metas.len() == count {
        return Some(attr.clone());
    }
    let CfgAttr { condition, metas } = cfg_attr;
    if metas.is_empty() { None } else { Some(parse_quote!(#[cfg_attr(#condition, #(#metas),*)])) }
}

/// Removes `#[gen_stub(…)]` from an item and its parts, except function bodies.
pub fn strip(item: &mut Item) {
    match item {
        Item::Struct(item) => {
            strip_attrs(&mut item.attrs);
            strip_fields(&mut item.fields);
        }
        Item::Enum(item) => {
            strip_attrs(&mut item.attrs);
            for variant in &mut item.variants {
                strip_attrs(&mut variant.attrs);
                strip_fields(&mut variant.fields);
            }
        }
        Item::Fn(item) => {
            strip_attrs(&mut item.attrs);
            strip_signature(&mut item.sig);
        }
        Item::Impl(item) => {
            strip_attrs(&mut item.attrs);
            item.items.iter_mut().for_each(strip_impl_item);
        }
        Item::Mod(item) => {
            strip_attrs(&mut item.attrs);
            let items = item.content.iter_mut().flat_map(|(_, items)| items);
            items.for_each(strip);
        }
        Item::Const(item) => strip_attrs(&mut item.attrs),
        Item::Static(item) => strip_attrs(&mut item.attrs),
        Item::Type(item) => strip_attrs(&mut item.attrs),
        Item::Use(item) => strip_attrs(&mut item.attrs),
        _ => {}
    }
}

fn strip_attrs(attrs: &mut Vec<Attribute>) {
    *attrs = without_gen_stub(attrs);
}

fn strip_fields(fields: &mut Fields) {
    for field in fields {
        strip_attrs(&mut field.attrs);
    }
}

fn strip_signature(sig: &mut syn::Signature) {
    for input in &mut sig.inputs {
        match input {
            syn::FnArg::Receiver(receiver) => strip_attrs(&mut receiver.attrs),
            syn::FnArg::Typed(argument) => strip_attrs(&mut argument.attrs),
        }
    }
}

fn strip_impl_item(item: &mut ImplItem) {
    match item {
        ImplItem::Fn(item) => {
            strip_attrs(&mut item.attrs);
            strip_signature(&mut item.sig);
        }
        ImplItem::Const(item) => strip_attrs(&mut item.attrs),
        _ => {}
    }
}

/// Returns the tokens of an item without `#[gen_stub(…)]`. Tokens that are not an item stay as they are.
pub fn stripped(tokens: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    if !mentions_gen_stub(&tokens) {
        return tokens;
    }
    match syn::parse2::<Item>(tokens.clone()) {
        Ok(mut item) => {
            strip(&mut item);
            item.into_token_stream()
        }
        Err(_) => tokens,
    }
}

/// Whether `gen_stub` is in the compiler's own `tokens`, inside at most `depth` pairs of braces.
pub fn mentions_within(tokens: proc_macro::TokenStream, depth: usize) -> bool {
    tokens.into_iter().any(|token| match token {
        proc_macro::TokenTree::Ident(ident) => ident.to_string() == "gen_stub",
        proc_macro::TokenTree::Group(group) if group.delimiter() == proc_macro::Delimiter::Brace => {
            depth > 0 && mentions_within(group.stream(), depth - 1)
        }
        proc_macro::TokenTree::Group(group) => mentions_within(group.stream(), depth),
        _ => false,
    })
}

/// Whether `gen_stub` is anywhere in `tokens`.
pub fn mentions_gen_stub(tokens: &proc_macro2::TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        proc_macro2::TokenTree::Ident(ident) => ident == "gen_stub",
        proc_macro2::TokenTree::Group(group) => mentions_gen_stub(&group.stream()),
        _ => false,
    })
}
