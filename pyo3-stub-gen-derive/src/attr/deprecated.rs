//! `#[deprecated]` in all its forms, and PyO3's `warn(category = …DeprecationWarning)`.

use super::entry::entries;
use super::{Pyo3Options, Value};
use crate::grammar::DeprecatedText;
use crate::statement::Statement;
use crate::text::Text;
use syn::{Attribute, Meta};

/// Returns since when an item is deprecated, and what to do instead; `None` when it is not deprecated.
pub fn deprecated(attrs: &[Attribute], options: &Pyo3Options) -> Option<Statement> {
    let (since, note) = match attrs.iter().find(|attr| attr.path().is_ident("deprecated")) {
        Some(attr) => rust_attribute(&attr.meta),
        None => (None, Some(warning(options)?)),
    };
    Some(Statement::of(DeprecatedText { since: since.as_ref(), note: note.as_ref() }))
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

/// Returns the message of a warning whose category is deprecation.
fn warning(options: &Pyo3Options) -> Option<Text> {
    options.warnings().find_map(|warning| {
        let category = warning.assigned("category")?;
        let category: syn::Path = syn::parse2(category.clone()).ok()?;
        let last = category.segments.last()?.ident.to_string();
        if last == "PyDeprecationWarning" { warning.text("message") } else { None }
    })
}
