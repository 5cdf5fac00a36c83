//! `#[deprecated]` in all its forms, and PyO3's `warn(category = …DeprecationWarning)`.

use super::entry::entries;
use super::{Pyo3Options, Text, Value};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Meta};

/// The `Deprecated` record of an item, when it is deprecated.
pub fn deprecated(attrs: &[Attribute], options: &Pyo3Options) -> Option<TokenStream> {
    let (since, note) = match attrs.iter().find(|attr| attr.path().is_ident("deprecated")) {
        Some(attr) => rust_attribute(&attr.meta),
        None => (None, Some(warning(options)?)),
    };
    let (since, note) = (crate::emit::option(since), crate::emit::option(note));
    Some(quote!(__stub::Deprecated { since: #since, note: #note }))
}

fn rust_attribute(meta: &Meta) -> (Option<Text>, Option<Text>) {
    match meta {
        Meta::Path(_) => (None, None),
        Meta::NameValue(pair) => (None, Text::from_expr(pair.value.clone())),
        Meta::List(list) => {
            let entries = entries(list.tokens.clone()).unwrap_or_default();
            let text = |name: &str| {
                entries.iter().find(|entry| entry.is(name)).and_then(|entry| match &entry.value {
                    Value::Assigned(tokens) => Text::parse(tokens.clone()).ok(),
                    _ => None,
                })
            };
            (text("since"), text("note"))
        }
    }
}

/// The message of a warning whose category says that the item is deprecated.
fn warning(options: &Pyo3Options) -> Option<Text> {
    options.warnings().find_map(|warning| {
        let category = warning.assigned("category")?;
        let category: syn::Path = syn::parse2(category.clone()).ok()?;
        let last = category.segments.last()?.ident.to_string();
        if last == "PyDeprecationWarning" { warning.text("message") } else { None }
    })
}
