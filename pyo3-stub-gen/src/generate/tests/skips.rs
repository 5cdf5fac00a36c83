//! What `skip` leaves out: Python has it, and the stub neither declares it nor reports that it is missing.

use super::build::*;
use crate::facts::*;
use crate::generate::survey::{Question, Survey, Surveyed, apply};
use crate::generate::{Config, Stub, render_surveyed};

/// The module `m` with the attributes `of_root`, and its submodules `a` and `b` with `of_a` and `of_b`.
fn survey(of_root: &str, of_a: &str, of_b: &str, classes: &[String], functions: &[&str]) -> Survey {
    let functions: Vec<String> =
        functions.iter().map(|name| format!(r#"{{"name":"{name}","doc":"","parameters":[]}}"#)).collect();
    let separator = if of_root.is_empty() { "" } else { "," };
    let module = |path: &str, names: &str| {
        format!(r#"{{"path":[{path}],"doc":"","all":null,"imports":[],"names":{{{names}}}}}"#)
    };
    let root = module("", &format!(r#""a":{{"module":1}},"b":{{"module":2}}{separator}{of_root}"#));
    let text = format!(
        r#"{{"modules":[{root},{},{}],"classes":[{}],"functions":[{}]}}"#,
        module(r#""a""#, of_a),
        module(r#""b""#, of_b),
        classes.join(","),
        functions.join(","),
    );
    serde_json::from_str(&text).expect("a survey")
}

/// A class with these members, each a name and a kind.
fn surveyed_class(name: &str, bases: &str, members: &[(&str, &str)]) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|(name, kind)| format!(r#""{name}":{{"kind":"{kind}","parameters":[]}}"#))
        .collect();
    format!(
        r#"{{"name":"{name}","doc":"","bases":[{bases}],"is_exception":false,"can_be_subclassed":true,
        "can_be_called":true,"has_own_layout":true,"parameters":[],"members":{{{}}}}}"#,
        members.join(",")
    )
}

fn skipped(name: &str, module: Option<&str>, class: Option<u32>) -> Fact {
    Fact::Skipped(SkippedFact {
        name: name.into(),
        module: module.map(str::to_owned),
        class,
        position: at(9),
    })
}

pub(super) fn applied(facts: Vec<Fact>, survey: &Survey) -> (Surveyed, String) {
    let (surveyed, stub) = applied_with(facts, survey, &Config::default());
    (surveyed, stub.text)
}

pub(super) fn applied_with(facts: Vec<Fact>, survey: &Survey, config: &Config) -> (Surveyed, Stub) {
    let question = Question {
        module: "m",
        config,
        library: Position { file: "m.so".to_owned(), line: 0, column: 0 },
        is_foreign: &|_| false,
        types: &|_| None,
    };
    let surveyed = apply(super::build::facts(facts), survey, &question);
    let stub = render_surveyed(&surveyed, "m", config).expect("a stub");
    (surveyed, stub)
}

fn plain(name: &str, in_module: &str) -> Fact {
    Fact::Function(function(in_module, name, Vec::new(), int()))
}

pub(super) fn messages(surveyed: &Surveyed) -> Vec<&str> {
    surveyed.problems.iter().map(|problem| problem.message.as_str()).collect()
}

#[test]
fn functions_and_constants_are_left_out_wherever_python_has_them() {
    let shows = survey(
        r#""f":{"function":0},"g":{"function":1},"SIZE":{"value":null},"kept":{"function":2}"#,
        r#""f":{"function":0}"#,
        "",
        &[],
        &["f", "g", "kept"],
    );
    let facts = vec![plain("kept", ""), skipped("f", None, None), skipped("SIZE", None, None)];
    let (surveyed, stub) = applied(facts, &shows);
    assert_eq!(surveyed.skipped, ["m.SIZE", "m.f", "m.a.f"]);
    // What has no annotation is still described and named.
    assert_eq!(surveyed.unannotated, ["m.g"]);
    assert!(stub.contains("def g(") && stub.contains("def kept(") && !stub.contains("def f("), "{stub}");
    assert!(!stub.contains("SIZE"), "{stub}");
}

#[test]
fn a_stated_module_tells_a_skipped_function_from_an_annotated_one() {
    let shows = survey("", r#""f":{"function":0}"#, r#""f":{"function":1}"#, &[], &["f", "f"]);
    for (stated, left_out) in [("m.a", "m.a.f"), ("m.b", "m.b.f")] {
        let (surveyed, stub) = applied(vec![plain("f", ""), skipped("f", Some(stated), None)], &shows);
        assert_eq!(surveyed.skipped, [left_out]);
        assert_eq!(messages(&surveyed), Vec::<&str>::new());
        assert_eq!(stub.matches("def f(").count(), 1, "{stub}");
    }
    // An annotated function that states its module leaves the other one to `skip`.
    let (surveyed, stub) = applied(vec![plain("f", "m.a"), skipped("f", None, None)], &shows);
    assert_eq!(surveyed.skipped, ["m.b.f"]);
    assert_eq!(stub.matches("def f(").count(), 1, "{stub}");
}

#[test]
fn where_nothing_tells_a_skipped_function_from_an_annotated_one_the_user_is_asked() {
    let shows = survey("", r#""f":{"function":0}"#, r#""f":{"function":1}"#, &[], &["f", "f"]);
    let (surveyed, _) = applied(vec![plain("f", ""), skipped("f", None, None)], &shows);
    assert_eq!(
        messages(&surveyed),
        ["several functions are called `f`, and cannot be matched with `m.a`, `m.b`"]
    );
}

#[test]
fn a_skip_that_python_lacks_changes_nothing() {
    let shows = survey(r#""f":{"function":0}"#, "", "", &[], &["f"]);
    let (surveyed, stub) = applied(vec![plain("f", ""), skipped("gone", None, None)], &shows);
    assert_eq!(surveyed.skipped, Vec::<String>::new());
    assert_eq!(messages(&surveyed), Vec::<&str>::new());
    assert!(stub.contains("def f() -> int"), "{stub}");
}

#[test]
fn a_skipped_class_takes_its_methods_with_it() {
    let classes = [surveyed_class("C", "", &[("area", "method")])];
    let shows = survey(r#""C":{"class":0},"f":{"function":0}"#, r#""C":{"class":0}"#, "", &classes, &["f"]);
    let block = methods(1, vec![method(Receiver::Instance, "area", Vec::new(), int())]);
    let facts = vec![plain("f", ""), skipped("C", None, Some(1)), Fact::Methods(block)];
    let (surveyed, stub) = applied(facts, &shows);
    assert_eq!(surveyed.skipped, ["m.C", "m.a.C"]);
    assert_eq!(messages(&surveyed), Vec::<&str>::new());
    assert!(!stub.contains("class C"), "{stub}");
}

#[test]
fn a_class_without_annotation_inherits_what_a_skipped_base_inherits() {
    let classes = [
        surveyed_class("Base", r#"{"foreign":["builtins","dict"]}"#, &[]),
        surveyed_class("Child", r#"{"class":0}"#, &[]),
    ];
    let shows = survey(r#""Base":{"class":0},"Child":{"class":1}"#, "", "", &classes, &[]);
    let (_, stub) = applied(vec![skipped("Base", None, Some(1))], &shows);
    assert!(stub.contains("class Child(dict["), "{stub}");
}

#[test]
fn a_reference_to_a_skipped_class_says_so() {
    let classes = [surveyed_class("C", "", &[])];
    let shows = survey(r#""C":{"class":0},"f":{"function":0}"#, "", "", &classes, &["f"]);
    let facts =
        vec![Fact::Function(function("", "f", Vec::new(), local(None, "C"))), skipped("C", None, Some(1))];
    let (surveyed, _) = applied(facts, &shows);
    let stub = render_surveyed(&surveyed, "m", &Config::default()).expect("a stub");
    let told: Vec<&str> = stub.warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert_eq!(told, ["the class `C` has `#[gen_stub(skip)]`, so it is `Any` in function `f`"]);
}

#[test]
fn members_are_left_out_by_name() {
    let members = [
        ("__add__", "slot"),
        ("__radd__", "slot"),
        ("__lt__", "slot"),
        ("__ge__", "slot"),
        ("Red", "value"),
        ("field", "property"),
        ("method", "method"),
        ("other", "method"),
    ];
    let shows = survey(r#""C":{"class":0}"#, "", "", &[surveyed_class("C", "", &members)], &[]);
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let facts = vec![
        Fact::Class(ClassFact { skipped: names(&["field", "Red"]), ..class(1, "", "C") }),
        Fact::Methods(MethodsFact {
            skipped: names(&["method", "__add__", "__lt__"]),
            ..methods(1, Vec::new())
        }),
    ];
    let (surveyed, stub) = applied(facts, &shows);
    // CPython shows all methods of a slot as soon as a class has one of them.
    assert_eq!(
        surveyed.skipped,
        ["m.C.Red", "m.C.__add__", "m.C.__ge__", "m.C.__lt__", "m.C.__radd__", "m.C.field", "m.C.method"]
    );
    assert_eq!(surveyed.unannotated, ["m.C.other"]);
    assert!(stub.contains("def other("), "{stub}");
    for name in ["__add__", "__radd__", "__lt__", "__ge__", "Red", "field", "method("] {
        assert!(!stub.contains(name), "{name} in {stub}");
    }
}

#[test]
fn a_member_that_something_else_describes_is_not_left_out() {
    let shows = survey(r#""C":{"class":0}"#, "", "", &[surveyed_class("C", "", &[("x", "property")])], &[]);
    let facts = vec![
        Fact::Class(ClassFact { skipped: vec!["x".to_owned()], ..class(1, "", "C") }),
        Fact::Methods(MethodsFact { getters: vec![member("x", int())], ..methods(1, Vec::new()) }),
    ];
    let (surveyed, stub) = applied(facts, &shows);
    assert_eq!(surveyed.skipped, Vec::<String>::new());
    assert!(stub.contains("def x(self) -> int"), "{stub}");
}

#[test]
fn a_block_of_skipped_methods_needs_no_annotated_class() {
    let shows =
        survey(r#""C":{"class":0},"f":{"function":0}"#, "", "", &[surveyed_class("C", "", &[])], &["f"]);
    let block = MethodsFact { skipped: vec!["x".to_owned()], ..methods(1, Vec::new()) };
    let (surveyed, _) = applied(vec![plain("f", ""), Fact::Methods(block)], &shows);
    assert_eq!(surveyed.unannotated, ["m.C"]);
}

#[test]
fn a_skipped_constructor_is_not_forbidden() {
    let skips = |id: u32, name: &str| {
        let mut block = methods(id, vec![method(Receiver::Instance, "get", Vec::new(), int())]);
        block.skipped.push("__new__".to_owned());
        [Fact::Class(class(id, "m", name)), Fact::Methods(block)]
    };
    let mut below = class(1, "m", "Below");
    below.bases = vec![local(Some("m"), "C")];
    let facts = skips(0, "C").into_iter().chain([Fact::Class(below), Fact::Methods(methods(1, Vec::new()))]);
    let stub =
        crate::generate::render(&super::build::facts(facts), "m", &Config::default()).expect("a stub").text;
    assert!(!stub.contains("__new__") && stub.contains("def get("), "{stub}");
}

#[test]
fn a_skipped_constructor_is_as_python_shows_it() {
    let classes = [
        surveyed_class("C", "", &[("__new__", "new"), ("get", "method")])
            .replace(r#""parameters":[],"members""#, r#""parameters":"(size=1)","members""#),
        surveyed_class("Below", r#"{"class":0}"#, &[])
            .replace(r#""can_be_called":true"#, r#""can_be_called":false"#),
    ];
    let shows = survey(r#""C":{"class":0},"Below":{"class":1}"#, "", "", &classes, &[]);
    let mut block = methods(0, vec![method(Receiver::Instance, "get", Vec::new(), int())]);
    block.skipped.push("__new__".to_owned());
    let mut below = class(1, "m", "Below");
    below.bases = vec![local(Some("m"), "C")];
    let mut base = class(0, "m", "C");
    base.options.set.push(ClassOption::Subclass);
    let facts = vec![
        Fact::Class(base),
        Fact::Methods(block),
        Fact::Class(below),
        Fact::Methods(methods(1, Vec::new())),
    ];
    let (surveyed, stub) = applied(facts, &shows);
    assert!(stub.contains("def __new__(cls, /, size: Incomplete = 1) -> Self: ..."), "{stub}");
    assert!(
        stub.contains("class Below(C):\n    def __new__(cls: NoReturn, size: Incomplete = 1) -> Below: ..."),
        "{stub}"
    );
    assert_eq!(surveyed.skipped, ["m.C.__new__"]);
    assert_eq!((surveyed.unannotated.len(), surveyed.problems.len()), (0, 0));
}

#[test]
fn a_base_that_is_not_annotated_is_the_class_that_python_shows() {
    let classes = [surveyed_class("C", "", &[]), surveyed_class("Below", r#"{"class":0}"#, &[])];
    let shows = survey(r#""C":{"class":0},"Below":{"class":1}"#, "", "", &classes, &[]);
    let mut below = class(1, "m", "Below");
    below.bases = vec![TypeExpr::Unknown(UnknownExpr { rust: "m::C".to_owned(), feature: None })];
    let (surveyed, stub) = applied(vec![Fact::Class(below)], &shows);
    assert!(stub.contains("class Below(C):"), "{stub}");
    assert_eq!(surveyed.unannotated, ["m.C"]);
}
