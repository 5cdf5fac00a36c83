//! Methods that return the object that they are called on. For a subclass, that is an instance of the subclass.

use crate::grammar::TypeForm;
use crate::statement::Statement;
use crate::syntax::{Function, only_argument, type_arguments, ungrouped_type};
use crate::text::Text;
use crate::types::{python, value_of};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, LitStr, Pat, Type};

/// The object to which a Rust type of a result can refer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Handle {
    /// A borrow of an object that exists, such as `PyRef`: the receiver, unless there is another argument of the class.
    Borrow,
    /// Any object of the class.
    Any,
}

/// The names of PyO3's types that stand for an object.
const HANDLES: &[(&str, Handle)] = &[
    ("PyRef", Handle::Borrow),
    ("PyRefMut", Handle::Borrow),
    ("Bound", Handle::Any),
    ("Borrowed", Handle::Any),
    ("Py", Handle::Any),
];

/// The names in an expression that converts the receiver.
const CONVERSIONS: &[&str] = &[
    "Ok",
    "Some",
    "PyResult",
    "Result",
    "PyErr",
    "Option",
    "Py",
    "Bound",
    "Borrowed",
    "PyRef",
    "PyRefMut",
    "From",
    "Into",
    "from",
    "into",
    "clone",
    "clone_ref",
    "bind",
    "into_bound",
    "unbind",
    "as_unbound",
    "as_borrowed",
    "to_owned",
    "py",
    "Self",
    "return",
];

/// Returns the type of the result of `function`, which is `ty`, if that is the object that the function is called on.
pub fn itself(function: &Function, class: &Type, body: Option<&TokenStream>, ty: &Type) -> Option<Statement> {
    let receiver = receiver(function, class)?;
    let value = value_of(ty);
    let (value, is_optional) = match only_argument(value, "Option") {
        Some(inner) => (inner, true),
        None => (value, false),
    };
    let is_itself = match handle(value, class)? {
        Handle::Borrow if !takes_another(function, class) => true,
        Handle::Borrow | Handle::Any => ends_with(body?.clone(), receiver),
    };
    let optional = || python(&Text::Literal(LitStr::new("Self | None", Span::call_site())));
    let itself = || Statement::of(TypeForm::Itself);
    is_itself.then(|| if is_optional { optional() } else { itself() })
}

/// Returns the name of a receiver that is not `self`.
fn receiver<'a>(function: &'a Function, class: &Type) -> Option<&'a Ident> {
    let FnArg::Typed(argument) = function.sig.inputs.first()? else { return None };
    let Pat::Ident(pat) = &*argument.pat else { return None };
    handle(&argument.ty, class).map(|_| &pat.ident)
}

/// Whether an argument other than the receiver may hold an object of `class`.
fn takes_another(function: &Function, class: &Type) -> bool {
    let is_own = |name: &Ident| name == "Self" || type_arguments(class).is_some_and(|(own, _)| name == own);
    function.sig.inputs.iter().skip(1).any(|input| match input {
        FnArg::Typed(argument) => mentions(argument.ty.to_token_stream(), &is_own),
        FnArg::Receiver(_) => false,
    })
}

fn mentions(tokens: TokenStream, is_own: &impl Fn(&Ident) -> bool) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => is_own(&ident),
        TokenTree::Group(group) => mentions(group.stream(), is_own),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Returns which kind of handle to an object of `class` the type `ty` is.
fn handle(ty: &Type, class: &Type) -> Option<Handle> {
    let ty = match ungrouped_type(ty) {
        Type::Reference(reference) => &reference.elem,
        other => other,
    };
    let (name, arguments) = type_arguments(ty)?;
    let (own, _) = type_arguments(class)?;
    let (inner, _) = type_arguments(arguments.first()?)?;
    let (_, handle) = HANDLES.iter().find(|(handle, _)| name == handle)?;
    (inner == "Self" || inner == own).then_some(*handle)
}

/// Whether the last expression of `body` is `receiver`, converted to whatever Rust returns.
fn ends_with(body: TokenStream, receiver: &Ident) -> bool {
    let tokens: Vec<TokenTree> = body.into_iter().collect();
    let ends_statement = |token: &TokenTree| match token {
        TokenTree::Punct(punct) => punct.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == proc_macro2::Delimiter::Brace,
        _ => false,
    };
    let without_semicolon = match tokens.split_last() {
        Some((last, rest)) if ends_statement(last) && !matches!(last, TokenTree::Group(_)) => rest,
        _ => &tokens,
    };
    let start = without_semicolon.iter().rposition(ends_statement).map_or(0, |index| index + 1);
    let mut mentions = false;
    let tail = without_semicolon.iter().skip(start).cloned().collect();
    converts(tail, receiver, &mut mentions) && mentions
}

/// Whether `tokens` have no name but `receiver` and those of conversions.
fn converts(tokens: TokenStream, receiver: &Ident, mentions: &mut bool) -> bool {
    tokens.into_iter().all(|token| match token {
        TokenTree::Ident(ident) if ident == *receiver => {
            *mentions = true;
            true
        }
        TokenTree::Ident(ident) => CONVERSIONS.iter().any(|name| ident == name),
        TokenTree::Group(group) => converts(group.stream(), receiver, mentions),
        TokenTree::Punct(_) => true,
        TokenTree::Literal(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::itself;
    use crate::syntax::{Function, output};

    fn is_itself(function: &str) -> bool {
        let function = Function::read(function.parse().unwrap()).unwrap();
        let body = match function.body.clone().into_iter().next() {
            Some(proc_macro2::TokenTree::Group(body)) => body.stream(),
            _ => function.body.clone(),
        };
        let class = syn::parse_str("Point").unwrap();
        let ty = output(&function.sig).unwrap();
        itself(&function, &class, Some(&body), ty).is_some()
    }

    #[test]
    fn what_is_returned_is_told_from_what_is_made() {
        for function in [
            "fn f(slf: PyRef<'_, Self>) -> PyRef<'_, Self> { slf }",
            "fn f(mut slf: PyRefMut<'_, Point>) -> PyResult<PyRefMut<'_, Point>> { slf.x = 1; Ok(slf) }",
            "fn f(slf: Py<Self>) -> Py<Self> { slf }",
            "fn f(slf: PyRef<'_, Self>) -> Py<Self> { if slf.x { } slf.into() }",
            "fn f<'py>(slf: &pyo3::Bound<'py, Self>) -> pyo3::Bound<'py, Self> { slf.clone() }",
            "fn f(slf: &Bound<'_, Self>) -> PyResult<Py<Self>> { Ok(slf.clone().unbind()) }",
            "fn f<'p>(slf: PyRef<'p, Self>, other: PyRef<'p, Self>) -> PyRef<'p, Self> { other.x(); slf }",
            "fn f(slf: Bound<'_, Self>) -> Option<Py<Self>> { return Some(slf.unbind()); }",
        ] {
            assert!(is_itself(function), "{function}");
        }
        for function in [
            "fn f(&self) -> Self { self.clone() }",
            "fn f<'p>(slf: PyRef<'p, Self>, other: PyRef<'p, Self>) -> PyRef<'p, Self> { other }",
            "fn f<'p>(slf: PyRef<'p, Self>, others: Vec<PyRef<'p, Point>>) -> PyRef<'p, Self> { others.x() }",
            "fn f(slf: PyRef<'_, Self>) -> Self { slf.clone() }",
            "fn f(slf: PyRef<'_, Self>) -> PyRef<'_, Other> { slf.other() }",
            "fn f<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, Self>> { Bound::new(slf.py(), Self {}) }",
            "fn f<'py>(slf: &Bound<'py, Self>, other: Bound<'py, Self>) -> Bound<'py, Self> { slf.x(); other }",
            "fn f(slf: Py<Self>) -> Py<Self> { if slf.x() { slf } else { other() } }",
        ] {
            assert!(!is_itself(function), "{function}");
        }
    }
}
