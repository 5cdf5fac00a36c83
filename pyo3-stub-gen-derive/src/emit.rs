//! The shape of what is emitted: one registration, positions, options, lists.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Attribute;

use crate::attr::cfg::alternatives;

/// Registers `record`, a record of this kind.
///
/// `lints` are the lint attributes of the item: the expansion names the types that the item names, so
/// what is allowed there is allowed here.
pub fn submission(cfg: &TokenStream, lints: &TokenStream, kind: &str, record: &TokenStream) -> TokenStream {
    let kind = Ident::new(kind, Span::call_site());
    quote! {
        #cfg
        #[allow(unused_imports)]
        #lints
        const _: () = {
            use ::pyo3_stub_gen::__private as __stub;
            use __stub::Fallback as _;
            __stub::submit! { __stub::Record::#kind(&#record) }
        };
    }
}

/// The lint attributes of an item, as far as they silence.
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

/// Where `span` is.
///
/// `line!()` tells the line of the outermost macro call, and the span makes that the item itself.
pub fn at(span: Span) -> TokenStream {
    let line = quote_spanned!(span=> ::core::line!());
    let column = quote_spanned!(span=> ::core::column!());
    quote!(__stub::At { file: ::core::file!(), line: #line, column: #column })
}

/// `Some(value)` or `None`.
pub fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// Array elements of something with attributes: one for each way in which `#[cfg_attr(…, gen_stub)]`
/// can turn out, each under its `#[cfg]`.
pub fn elements(
    attrs: &[Attribute],
    mut element: impl FnMut(&[Attribute]) -> Option<TokenStream>,
) -> TokenStream {
    let mut out = TokenStream::new();
    for alternative in alternatives(attrs, &["gen_stub"]) {
        if let Some(element) = element(&alternative.attrs) {
            let cfg = alternative.cfg;
            out.extend(quote!(#cfg #element,));
        }
    }
    out
}

/// "`a`, `b` or `c`", for messages.
pub fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::from("nothing"),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}
