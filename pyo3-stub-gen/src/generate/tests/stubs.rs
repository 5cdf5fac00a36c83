//! What stubs look like. Every snapshot here was read, and put to five type checkers.

use super::build::*;
use crate::facts::*;
use crate::generate::{Config, SubmoduleStyle, render};

fn stub(facts: &Facts) -> String {
    styled(facts, SubmoduleStyle::Protocol)
}

fn styled(facts: &Facts, submodule_style: SubmoduleStyle) -> String {
    let config = Config { submodule_style, ..Config::default() };
    render(facts, "m", &config).expect("no errors").text
}

fn submodules() -> Facts {
    let greet = FunctionFact {
        doc: "Greets.".into(),
        ..function("m.sub_a", "greet_a", vec![parameter("name", str_())], str_())
    };
    facts([
        module_doc("", "An extension."),
        module_doc("m.sub_a", "The first submodule."),
        Fact::Function(greet),
        variable("m.sub_a", "PI", float(), Some("3.14")),
        Fact::Class(class(1, "m.sub_a", "Foo")),
        Fact::Methods(methods(
            1,
            vec![
                method(Receiver::New, "__new__", vec![parameter("x", int())], TypeExpr::SelfType),
                method(Receiver::Instance, "twin", vec![], local(Some("m.sub_a"), "Foo")),
            ],
        )),
        Fact::Function(function(
            "m.sub_a.nested",
            "deep",
            vec![parameter("foo", local(Some("m.sub_a"), "Foo"))],
            TypeExpr::None,
        )),
        Fact::Function(function(".int", "convert", vec![parameter("value", int())], sequence(int()))),
        Fact::Function(function("", "top", vec![parameter("value", int())], int())),
        alias("m.sub_a", "Number", TypeExpr::union([int(), float()])),
        Fact::Function(function(
            "m.sub_a",
            "half",
            vec![parameter("n", local(Some("m.sub_a"), "Number"))],
            float(),
        )),
    ])
}

#[test]
fn submodules_are_protocols() {
    insta::assert_snapshot!(stub(&submodules()));
}

#[test]
fn submodules_are_namespaces() {
    insta::assert_snapshot!(styled(&submodules(), SubmoduleStyle::Namespace));
}

#[test]
fn submodules_are_classes() {
    insta::assert_snapshot!(styled(&submodules(), SubmoduleStyle::Class));
}
