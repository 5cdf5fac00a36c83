//! Default values: literals as Python source now, other expressions shown by the interpreter later.

use crate::literal;
use crate::syntax::only_argument;
use crate::types::Scope;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Expr, Type};

/// The `Default` of something without one.
pub fn none() -> TokenStream {
    quote!(__stub::Default::None)
}

/// The `Default` that is this Python source.
pub fn source(text: &str) -> TokenStream {
    quote!(__stub::Default::Text(#text))
}

/// The `Default` of an argument or member of type `ty` that is `expr`.
pub fn of(expr: &Expr, ty: &Type, scope: &Scope) -> TokenStream {
    if let Some(text) = literal::python(expr) {
        return source(&text);
    }
    let tokens = expr.to_token_stream();
    if needs_its_function(tokens.clone()) || !scope.can_name(ty) {
        return source("...");
    }
    let mut value = scope.resolved(tokens);
    // PyO3 takes `1` and `Some(1)` alike as the default of an `Option`.
    if only_argument(ty, "Option").is_some() {
        value = quote!(__stub::IntoOption::into_option(#value));
    }
    let ty = scope.resolved(ty.to_token_stream());
    shown(&quote!({ let value: #ty = #value; value }))
}

/// The `Default` that is the value of `expr`, whatever its type.
pub fn shown(expr: &TokenStream) -> TokenStream {
    quote! {
        __stub::Default::Value(|| {
            use __stub::ShowOpaque as _;
            __stub::Shown(#expr).show()
        })
    }
}

/// Whether the expression uses what only PyO3's wrapper around the function has.
fn needs_its_function(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "py" || ident == "await" || ident == "return",
        TokenTree::Group(group) => needs_its_function(group.stream()),
        _ => false,
    })
}
