//! Items that have a different name, or several names, in Python: `m.add("twice", wrap_pyfunction!(double, m)?)`.

use super::build::*;
use super::skips::{applied, messages};
use crate::facts::*;
use crate::generate::survey::Survey;

/// The module `m` and its submodule `a`, with these attributes. Function 0 is `double(x)`, with a docstring, function 1 is
/// `plain()`, function 2 is a copy of function 0, and class 0 is `C` with the method `g(x)`, which it has as `h` too.
fn survey(of_root: &str, of_a: &str) -> Survey {
    let module = |path: &str, names: &str| {
        format!(r#"{{"path":[{path}],"doc":"","all":null,"imports":[],"names":{{{names}}}}}"#)
    };
    let double = r#"{"name":"double","doc":"Doubles.","parameters":"(x)"}"#;
    let text = format!(
        r#"{{"modules":[{},{}],
        "classes":[{{"name":"C","doc":"","bases":[],"is_exception":false,"can_be_subclassed":true,
            "can_be_called":true,"has_own_layout":true,"parameters":"()","match_args":null,
            "members":{{"__new__":{{"kind":"new"}},"g":{{"kind":"method","parameters":"($self, x)"}},
                "h":{{"kind":"method","name":"g","parameters":"($self, x)"}}}}}}],
        "functions":[{double},{{"name":"plain","doc":"","parameters":"()"}},{double}]}}"#,
        module("", &format!(r#""a":{{"module":1}},{of_root}"#)),
        module(r#""a""#, of_a),
    );
    serde_json::from_str(&text).expect("a survey")
}

fn double() -> Fact {
    Fact::Function(double_fact())
}

fn double_fact() -> FunctionFact {
    let fact = function("", "double", vec![parameter("x", int())], int());
    FunctionFact { doc: "Doubles.".to_owned(), ..fact }
}

/// The class `C` with a constructor and its method `g`, and a function that gives one.
fn class_facts() -> Vec<Fact> {
    let itself = || local(None, "C");
    let new = method(Receiver::New, "__new__", Vec::new(), int());
    let g = method(Receiver::Instance, "g", vec![parameter("x", int())], itself());
    let mut class = class(0, "", "C");
    class.options.set.push(ClassOption::Subclass);
    let plain = function("", "plain", Vec::new(), itself());
    vec![Fact::Class(class), Fact::Methods(methods(0, vec![new, g])), Fact::Function(plain)]
}

#[test]
fn a_function_is_defined_under_the_name_that_python_has() {
    let (surveyed, stub) = applied(vec![double()], &survey(r#""twice":{"function":0}"#, ""));
    assert!(stub.contains("def twice(x: int) -> int:") && !stub.contains("double"), "{stub}");
    assert_eq!(messages(&surveyed), Vec::<&str>::new());
}

#[test]
fn a_function_with_several_names_is_defined_under_each() {
    let names = r#""double":{"function":0},"twice":{"function":0}"#;
    for module in [None, Some("m".to_owned())] {
        let facts = vec![Fact::Function(FunctionFact { module, ..double_fact() })];
        let (surveyed, stub) =
            applied(facts, &survey(names, r#""other":{"function":0},"double":{"function":2}"#));
        for name in ["def twice", "def double", "    def other"] {
            assert!(stub.contains(&format!("{name}(x: int) -> int:")), "{stub}");
        }
        assert_eq!(stub.matches("def double(x: int) -> int:").count(), 2, "{stub}");
        assert_eq!(messages(&surveyed), Vec::<&str>::new());
    }
}

#[test]
fn text_in_python_is_renamed() {
    let snippet = |kind, text: &str| {
        let parts = vec![SnippetPart::Text(text.to_owned())];
        Fact::Snippet(SnippetFact { kind, module: None, parts, position: at(1), index: 0 })
    };
    let text = "@overload\ndef double(x: int) -> int: ...\n@overload\ndef  double(x: str) -> str: ...";
    let facts = vec![
        snippet(SnippetKind::Overloads("double".to_owned()), "@overload\ndef double(x: str) -> str: ..."),
        double(),
    ];
    let (_, stub) = applied(facts, &survey(r#""twice":{"function":0}"#, ""));
    assert_eq!(stub.matches("@overload\ndef twice(").count(), 2, "{stub}");
    let facts = vec![snippet(SnippetKind::Functions, text)];
    let (_, stub) = applied(facts, &survey(r#""twice":{"function":0}"#, ""));
    assert_eq!(stub.matches("@overload\ndef twice(").count(), 2, "{stub}");
}

#[test]
fn a_skipped_function_is_left_out_under_every_name() {
    let skipped = SkippedFact { name: "double".to_owned(), module: None, class: None, position: at(1) };
    let (surveyed, stub) = applied(
        vec![Fact::Skipped(skipped)],
        &survey(r#""twice":{"function":0},"plain":{"function":1}"#, ""),
    );
    assert!(!stub.contains("twice"), "{stub}");
    assert_eq!(surveyed.skipped, ["m.twice"]);
}

#[test]
fn a_class_is_defined_under_the_name_that_python_has() {
    let names = r#""Other":{"class":0},"plain":{"function":1}"#;
    let (surveyed, stub) =
        applied(class_facts(), &survey(names, r#""Third":{"class":0},"Other":{"class":0}"#));
    assert!(stub.contains("class Other:\n    def __new__(cls) -> Self: ...\n"), "{stub}");
    assert!(stub.contains("def plain() -> Other: ..."), "{stub}");
    assert!(!stub.contains("class C"), "{stub}");
    assert!(stub.contains("    def h(self, x: int) -> Other: ..."), "{stub}");
    assert!(
        stub.contains("    Third: type[Other]\n") || stub.contains("    Third: type[_Other]\n"),
        "{stub}"
    );
    assert_eq!(messages(&surveyed), Vec::<&str>::new());
    assert_eq!(surveyed.unannotated, Vec::<String>::new());
}

#[test]
fn a_class_with_several_names_is_defined_under_its_own() {
    let names = r#""C":{"class":0},"Other":{"class":0},"plain":{"function":1}"#;
    for facts in [class_facts(), Vec::new()] {
        let (_, stub) = applied(facts, &survey(names, ""));
        assert!(stub.contains("class C:\n") && stub.contains("\nOther = C\n"), "{stub}");
    }
}

#[test]
fn a_type_alias_that_python_lacks_is_private() {
    let number = || TypeExpr::union([int(), float()]);
    let uses = function("", "plain", Vec::new(), local(None, "Used"));
    let facts = vec![
        alias("", "Used", number()),
        alias("", "Unused", number()),
        alias("", "HAD", number()),
        Fact::Function(uses),
    ];
    let (surveyed, stub) = applied(facts, &survey(r#""plain":{"function":1},"HAD":{"value":null}"#, ""));
    assert!(stub.contains("\n_Used: TypeAlias = int | float\n"), "{stub}");
    assert!(stub.contains("def plain() -> _Used: ...") && stub.contains("\nHAD: TypeAlias = "), "{stub}");
    assert!(!stub.contains("Unused"), "{stub}");
    assert_eq!(
        messages(&surveyed),
        [
            "the type alias `Used` is annotated, but is not added to any module of `m`",
            "the type alias `Unused` is annotated, but is not added to any module of `m`",
        ]
    );
}
