//! Default values: literals as Python source now, other expressions shown by the interpreter later.

use crate::grammar::DefaultForm;
use crate::literal;
use crate::statement::{ShownValue, Statement};
use crate::syntax::only_argument;
use crate::types::Scope;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Expr, Type};

/// Returns the absence of a default.
pub fn none() -> Statement {
    Statement::of(DefaultForm::None)
}

/// Returns the default that is this Python source.
pub fn source(text: &str) -> Statement {
    Statement::of((DefaultForm::Python, text))
}

/// Returns the default `expr` of a parameter of type `ty`: what `inspect.signature` shows or, for other expressions, the
/// value, which may be a member of a class.
pub fn of_parameter(expr: &Expr, ty: &Type, scope: &Scope) -> Statement {
    match (literal::in_signature(expr), literal::python(expr)) {
        (Some(text), _) => source(&text),
        (None, Some(_)) => source("..."),
        (None, None) => of(expr, ty, scope),
    }
}

/// Returns the default `expr` of a member of type `ty`.
pub fn of(expr: &Expr, ty: &Type, scope: &Scope) -> Statement {
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

/// Returns the default that is the value of `expr`, of any type.
pub fn shown(expr: &TokenStream) -> Statement {
    Statement::of(ShownValue(quote! {
        || {
            use __stub::ShowOpaque as _;
            __stub::Shown(#expr).show()
        }
    }))
}

/// Whether the expression uses what only PyO3's wrapper around the function has.
fn needs_its_function(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "py" || ident == "await" || ident == "return",
        TokenTree::Group(group) => needs_its_function(group.stream()),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::types::{Scope, spelling};

    fn shown(expr: &str, ty: &str) -> String {
        let (expr, ty) = (syn::parse_str(expr).unwrap(), syn::parse_str(ty).unwrap());
        spelling(of(&expr, &ty, &Scope::default()).record(None))
    }

    #[test]
    fn literals_are_known_now_and_other_values_later() {
        assert!(shown("1", "i32").contains("\"=1\\0\""), "{}", shown("1", "i32"));
        assert!(shown("String::new()", "String").contains("let value: String = String::new();"));
        assert!(shown("f()", "Option<i32>").contains("into_option(f())"));
    }

    #[test]
    fn values_that_only_the_wrapper_has_are_not_shown() {
        assert!(shown("py.None()", "Py<PyAny>").contains("\"=...\\0\""));
        assert!(shown("f()", "Box<impl Fn()>").contains("\"=...\\0\""));
    }
}
