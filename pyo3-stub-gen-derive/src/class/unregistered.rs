//! A class without the registry: a type that hand-written implementations of `PyStubType` can name.
//!
//! Its Python type does not matter then, so the item is not parsed.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;

/// Returns the `PyStubType` of the class `item`, unless `args` leave it out. Returns nothing for another item.
pub fn stub_type(args: TokenStream, item: TokenStream) -> TokenStream {
    if args.into_iter().any(|token| is(&token, "skip_stub_type")) {
        return TokenStream::new();
    }
    let Some((conditions, name)) = class(item) else { return TokenStream::new() };
    quote! {
        #(#[#conditions])*
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::pyo3_stub_gen::PyStubType for #name {
            #[inline]
            fn type_output() -> ::pyo3_stub_gen::TypeInfo {
                ::pyo3_stub_gen::TypeInfo::any()
            }
        }
    }
}

/// Returns the conditions of a struct or an enum, and its name.
fn class(item: TokenStream) -> Option<(Vec<TokenStream>, Ident)> {
    let mut conditions = Vec::new();
    let mut tokens = item.into_iter();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                if let Some(TokenTree::Group(attribute)) = tokens.next() {
                    conditions.extend(condition(&attribute));
                }
            }
            _ if is(&token, "struct") || is(&token, "enum") => match tokens.next()? {
                TokenTree::Ident(name) => return Some((conditions, name)),
                // A name that arrived through `macro_rules!`.
                TokenTree::Group(group) => match group.stream().into_iter().next()? {
                    TokenTree::Ident(name) => return Some((conditions, name)),
                    _ => return None,
                },
                _ => return None,
            },
            _ => {}
        }
    }
    None
}

/// Returns the `cfg(…)` that an attribute is.
fn condition(attribute: &Group) -> Option<TokenStream> {
    let inside = attribute.stream();
    match inside.clone().into_iter().next()? {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => condition(&group),
        first if is(&first, "cfg") => Some(inside),
        _ => None,
    }
}

fn is(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == name)
}

#[cfg(test)]
mod tests {
    use super::stub_type;
    use quote::quote;

    fn written(item: proc_macro2::TokenStream) -> String {
        stub_type(quote!(module = "m"), item).to_string().replace(' ', "")
    }

    #[test]
    fn the_class_can_be_named_under_its_conditions() {
        let item = written(quote! {
            /// A struct.
            #[cfg(feature = "x")]
            #[pyclass(name = "struct")]
            pub(in crate::a) struct Point { r#enum: i32 }
        });
        assert!(item.starts_with("#[cfg(feature=\"x\")]#[automatically_derived]"), "{item}");
        assert!(item.contains("PyStubTypeforPoint{"), "{item}");
        assert!(
            written(quote!(
                enum Color {
                    Red,
                }
            ))
            .contains("PyStubTypeforColor{")
        );
    }

    #[test]
    fn other_items_are_left_alone() {
        assert_eq!(
            written(quote!(
                fn f() {}
            )),
            ""
        );
        assert!(
            stub_type(
                quote!(skip_stub_type),
                quote!(
                    struct Point;
                )
            )
            .is_empty()
        );
    }
}
