//! Special methods, which the macros send as Rust has them.

use super::build::{class, facts, int, local, method, methods, parameter};
use crate::facts::{Fact, FunctionFact, Receiver, TypeExpr};
use crate::generate::{Config, render};
use std::slice;

fn special(name: &str, parameters: &[(&str, TypeExpr)], returns: TypeExpr) -> FunctionFact {
    let parameters = parameters.iter().map(|(name, r#type)| parameter(name, r#type.clone())).collect();
    method(Receiver::Instance, name, parameters, returns)
}

fn stub(name: &str, list: Vec<FunctionFact>) -> String {
    let facts = facts([Fact::Class(class(1, "", name)), Fact::Methods(methods(1, list))]);
    render(&facts, "m", &Config::default()).expect("no errors").text
}

#[test]
fn python_shows_special_methods_under_its_own_names() {
    let (other, count) = (("other", local(None, "Seq")), ("count", int()));
    let list = vec![
        special("__concat__", slice::from_ref(&other), int()),
        special("__repeat__", slice::from_ref(&count), int()),
        special("__inplace_repeat__", &[count], int()),
        special("__richcmp__", &[other, ("op", TypeExpr::Any)], TypeExpr::builtin("bool")),
        special("__getbuffer__", &[("flags", int())], TypeExpr::None),
        special("__releasebuffer__", &[], TypeExpr::None),
        special("__traverse__", &[], TypeExpr::None),
        special("__clear__", &[], TypeExpr::None),
    ];
    insta::assert_snapshot!(stub("Seq", list));
}

#[test]
fn special_methods_take_and_return_what_python_wants() {
    let list = vec![
        special("__add__", &[("other", int())], int()),
        // Python takes `__add__` before it.
        special("__concat__", &[("other", local(None, "Num"))], int()),
        special("__iadd__", &[("other", int())], TypeExpr::None),
        special("__ipow__", &[("other", int()), ("modulo", int())], TypeExpr::None),
        special("__pow__", &[("other", int()), ("modulo", int())], int()),
        special("__eq__", &[("other", int())], TypeExpr::builtin("bool")),
        special("__get__", &[("instance", TypeExpr::Any), ("owner", TypeExpr::Any)], int()),
        special("__setitem__", &[("key", int()), ("in", int())], TypeExpr::None),
        special("__call__", &[("key", int())], TypeExpr::None),
        special("__reduce_ex__", &[("protocol", int())], TypeExpr::Any),
    ];
    insta::assert_snapshot!(stub("Num", list));
}
