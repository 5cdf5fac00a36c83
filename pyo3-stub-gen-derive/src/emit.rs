//! The expansion of macros: an item with its registrations, and elements of lists.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Attribute, Ident};

use crate::attr::Pyo3Options;
use crate::attr::cfg::alternatives;
use crate::errors::Errors;
use crate::grammar::{ItemKind, SkipText, WarningKind, WarningText};
use crate::registrations::{Expansion, Name, Registrations};
use crate::statement::Statement;
use crate::text::Text;

/// Returns the registration of a statement. `class` is the Rust type that the statement belongs to.
///
/// `lints` are the lint attributes of the item. The expansion names the types that the item names, so what is allowed on
/// the item must be allowed here.
pub fn submission(
    cfg: &TokenStream,
    lints: &TokenStream,
    name: Name<'_>,
    class: Option<&TokenStream>,
    statement: &Statement,
) -> Registrations {
    Registrations::of(name, quote!(#cfg #lints), statement.form(class))
}

/// Returns the registration of a function, class or constant that `skip` leaves out. `class` is the Rust type of a class.
pub fn skipped(
    cfg: &TokenStream,
    span: Span,
    name: &str,
    module: Option<&Text>,
    class: Option<&TokenStream>,
) -> Registrations {
    let statement = Statement::of((span, (ItemKind::Skip, SkipText { name, module })));
    submission(cfg, &quote!(#[allow(deprecated)]), Name::None, class, &statement)
}

/// Registers a warning for each of PyO3's options that no table has.
pub fn unknown_options(cfg: &TokenStream, options: &Pyo3Options) -> Registrations {
    let warning = |option: &Ident| {
        let name = option.to_string();
        let text = WarningText { kind: WarningKind::Pyo3Option, name: name.as_str() };
        let statement = Statement::of((option.span(), (ItemKind::Warning, text)));
        submission(cfg, &TokenStream::new(), Name::None, None, &statement)
    };
    options.unknown().map(warning).collect()
}

/// Returns the lint attributes that silence lints on an item.
pub fn lints<'a>(attrs: impl IntoIterator<Item = &'a Attribute>) -> TokenStream {
    let mut silenced = TokenStream::new();
    for attr in attrs {
        let path = attr.path();
        match &attr.meta {
            syn::Meta::List(list) if path.is_ident("allow") || path.is_ident("expect") => {
                let lints = &list.tokens;
                silenced.extend(quote!(#[allow(#lints)]));
            }
            _ if path.is_ident("deprecated") => silenced.extend(quote!(#[allow(deprecated)])),
            _ => {}
        }
    }
    silenced
}

/// Returns the elements that something with attributes has in a list: one for each outcome of the conditions in
/// `#[cfg_attr(…, gen_stub)]`.
pub fn elements(
    attrs: &[Attribute],
    mut element: impl FnMut(&[Attribute]) -> Option<Statement>,
) -> Statement {
    let mut out = Statement::default();
    for alternative in alternatives(attrs, &["gen_stub"]) {
        if let Some(element) = element(&alternative.attrs) {
            out.add_under(&alternative.cfg, element);
        }
    }
    out
}

/// Returns what an attribute macro expands to: the item, and its registrations or what is wrong with it.
pub fn finish(mut item: TokenStream, registrations: Registrations, errors: Errors) -> Expansion {
    if !errors.is_empty() {
        item.extend(errors.into_tokens());
    } else if cfg!(feature = "registry") {
        return Expansion { item, registrations };
    }
    Expansion { item, registrations: Registrations::default() }
}
