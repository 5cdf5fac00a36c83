//! A `module` that was copied from another annotation: Python has the item in another module, and one of the same name in
//! the stated one.

use super::build::*;
use super::skips::{applied, messages};
use crate::facts::*;
use crate::generate::survey::{Question, Survey, apply};
use crate::generate::{Config, render_surveyed};

/// `f` and `C` in the submodules `a` and `b`, each its own.
fn survey() -> Survey {
    let class = |member: &str| {
        format!(
            r#"{{"name":"C","doc":"","bases":[],"is_exception":false,"can_be_subclassed":false,"can_be_called":false,
            "has_own_layout":true,"parameters":null,"members":{{"{member}":{{"kind":"method","parameters":"($self)"}}}},
            "match_args":null}}"#
        )
    };
    let module = |path: &str, names: &str| {
        format!(r#"{{"path":[{path}],"doc":"","all":null,"imports":[],"names":{{{names}}}}}"#)
    };
    let text = format!(
        r#"{{"modules":[{},{},{}],"classes":[{},{}],"functions":[{},{}]}}"#,
        module("", r#""a":{"module":1},"b":{"module":2}"#),
        module(r#""a""#, r#""f":{"function":0},"C":{"class":0}"#),
        module(r#""b""#, r#""f":{"function":1},"C":{"class":1}"#),
        class("of_a"),
        class("of_b"),
        r#"{"name":"f","doc":"","parameters":"(of_a)"}"#,
        r#"{"name":"f","doc":"","parameters":"(of_b)"}"#,
    );
    serde_json::from_str(&text).expect("a survey")
}

/// The part of a stub that describes `a`, and the one that describes `b`.
fn parts(stub: &str) -> (&str, &str) {
    stub.split_once("class _BProtocol").expect("two submodules")
}

fn of(parameter_name: &str, line: u32) -> Fact {
    let mut fact = function("m.a", "f", vec![parameter(parameter_name, int())], str_());
    fact.position = at(line);
    Fact::Function(fact)
}

/// The class `C` with one method.
fn class_with(id: u32, method: &str) -> [Fact; 2] {
    let class =
        ClassFact { module: Some("m.a".to_owned()), ..ClassFact::new(id, "C", ClassKind::Struct, at(id)) };
    let mut method = function("", method, Vec::new(), str_());
    (method.module, method.receiver) = (None, Receiver::Instance);
    let block = MethodsFact { methods: vec![method], ..MethodsFact::new(id, "C", at(id)) };
    [Fact::Class(class), Fact::Methods(block)]
}

#[test]
fn functions_are_where_their_parameters_are() {
    for order in [["of_a", "of_b"], ["of_b", "of_a"]] {
        let facts = order.into_iter().zip(1..).map(|(name, line)| of(name, line)).collect();
        let (surveyed, stub) = applied(facts, &survey());
        let (a, b) = parts(&stub);
        assert!(a.contains("def f(of_a: int) -> str") && b.contains("def f(of_b: int) -> str"), "{stub}");
        let copied = "the function `f` is annotated as part of `m.a`, but Python finds it in `m.b`";
        assert!(messages(&surveyed).contains(&copied), "{:?}", messages(&surveyed));
    }
}

#[test]
fn a_function_alone_is_where_its_parameters_are() {
    let (_, stub) = applied(vec![of("of_b", 1)], &survey());
    let (a, b) = parts(&stub);
    assert!(
        a.contains("def f(of_a: Incomplete) -> Incomplete") && b.contains("def f(of_b: int) -> str"),
        "{stub}"
    );
}

#[test]
fn other_parameters_alone_do_not_move_a_function() {
    let (surveyed, stub) = applied(vec![of("of_none", 1)], &survey());
    assert!(parts(&stub).0.contains("def f(of_a: int) -> str"), "{stub}");
    assert!(
        messages(&surveyed).iter().all(|message| !message.contains("`m.b`")),
        "{:?}",
        messages(&surveyed)
    );
}

#[test]
fn classes_are_where_their_members_are() {
    for order in [["of_a", "of_b"], ["of_b", "of_a"]] {
        let facts = order.into_iter().zip(1..).flat_map(|(method, id)| class_with(id, method)).collect();
        let (surveyed, stub) = applied(facts, &survey());
        let (a, b) = parts(&stub);
        assert!(a.contains("def of_a(self) -> str") && b.contains("def of_b(self) -> str"), "{stub}");
        let copied = "the class `C` is annotated as part of `m.a`, but Python finds it in `m.b`";
        assert!(messages(&surveyed).contains(&copied), "{:?}", messages(&surveyed));
    }
}

#[test]
fn what_another_crate_registers_for_its_own_extension_is_left_out_in_silence() {
    let survey: Survey = serde_json::from_str(
        r#"{"modules":[{"path":[],"doc":"","all":null,"imports":[],"names":{}}],"classes":[],"functions":[]}"#,
    )
    .expect("a survey");
    let config = Config::default();
    let of = |is_foreign: bool| {
        let question = Question {
            module: "m",
            config: &config,
            library: at(0),
            is_foreign: &|_| is_foreign,
            types: &|_| None,
        };
        let own = function("", "own", Vec::new(), int());
        let all = [
            Fact::Function(own),
            Fact::Class(class(0, "", "Own")),
            variable("", "OWN", int(), None),
            Fact::Function(function("other.sub", "theirs", Vec::new(), int())),
        ];
        let surveyed = apply(facts(all), &survey, &question);
        let stub = render_surveyed(&surveyed, "m", &config).expect("a stub").text;
        for name in ["own", "Own", "OWN", "theirs"] {
            assert!(!stub.contains(name), "{stub}");
        }
        surveyed.problems.len()
    };
    assert_eq!((of(true), of(false)), (0, 3));
}
