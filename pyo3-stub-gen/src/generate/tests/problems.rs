//! Problems with facts from which no stub, or no exact stub, can be made.

use super::build::*;
use crate::facts::*;
use crate::generate::config::Selection;
use crate::generate::{Config, Problem, Severity, render};

fn errors(facts: impl IntoIterator<Item = Fact>) -> String {
    let problems = render(&build_facts(facts), "pkg.m", &Config::default()).expect_err("an error");
    shown(&problems)
}

fn warnings(facts: impl IntoIterator<Item = Fact>) -> String {
    shown(&render(&build_facts(facts), "pkg.m", &Config::default()).expect("no errors").warnings)
}

fn build_facts(of: impl IntoIterator<Item = Fact>) -> Facts {
    facts(of)
}

fn shown(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn nothing_annotated_is_an_error() {
    insta::assert_snapshot!(errors([]));
}

#[test]
fn all_errors_are_reported_together() {
    let at_line = |line, fact: FunctionFact| Fact::Function(FunctionFact { position: at(line), ..fact });
    insta::assert_snapshot!(errors([
        at_line(3, function("", "twice", vec![], int())),
        at_line(9, function("", "twice", vec![parameter("x", int())], int())),
        Fact::Class(ClassFact { position: at(12), ..class(1, "", "sub") }),
        at_line(14, function(".sub", "f", vec![], int())),
        Fact::Methods(methods(7, vec![])),
        at_line(20, function("", "wrong", vec![], text("list[int", &[]))),
        at_line(21, function("", "no_type", vec![], text("1 + 2", &[]))),
        Fact::Class(ClassFact { position: at(30), ..class(2, "", "Pair") }),
        Fact::Methods(methods(
            2,
            vec![
                method(Receiver::Instance, "left", vec![], int()),
                method(Receiver::Instance, "left", vec![], int()),
            ]
        )),
    ]));
}

#[test]
fn what_is_not_known_becomes_any_and_a_warning() {
    let facts = || {
        [
            Fact::Function(function(
                "",
                "a",
                vec![],
                TypeExpr::Unknown(UnknownExpr { rust: "Vec<Weird>".into(), feature: None }),
            )),
            Fact::Function(function("", "b", vec![], local(None, "Missing"))),
            Fact::Function(function("", "c", vec![], text("Nowhere[int]", &[]))),
            Fact::Function(function("elsewhere.sub", "d", vec![], text("Foo", &["other"]))),
            Fact::Class(ClassFact { module_is_placement: false, ..class(1, "pkg", "Public") }),
            Fact::Class(ClassFact { module_is_placement: false, ..class(2, "else.where", "Quiet") }),
            Fact::Function(function(
                "",
                "e",
                vec![parameter("from", int())],
                local(Some("else.where"), "Quiet"),
            )),
        ]
    };
    insta::assert_snapshot!(warnings(facts()));
    insta::assert_snapshot!(
        render(&build_facts(facts()), "pkg.m", &Config::default()).expect("no errors").text
    );
}

#[test]
fn a_mark_is_a_warning_and_the_rust_type() {
    let marked = |text: &str| {
        let text = TextExpr { text: text.into(), imports: Vec::new(), position: Some(at(7)) };
        TypeExpr::Marked(Box::new(MarkedExpr { text, instead: int() }))
    };
    let facts = build_facts([
        Fact::Function(function("", "f", vec![parameter("x", marked("list[$T]"))], marked("$T"))),
        Fact::Function(function("", "python", vec![], marked("Literal['$']"))),
    ]);
    let stub = render(&facts, "pkg.m", &Config::default()).expect("no errors");
    assert!(stub.text.contains("def f(x: int) -> int: ..."), "{}", stub.text);
    assert!(stub.text.contains("def python() -> Literal[\"$\"]: ..."), "{}", stub.text);
    assert!(stub.warnings.iter().all(|warning| warning.incomplete));
    insta::assert_snapshot!(shown(&stub.warnings));
}

#[test]
fn importable_submodules_that_cannot_be_are_errors() {
    let facts = build_facts([
        Fact::Function(function(".sub.deep", "f", vec![], int())),
        Fact::Function(function(".lambda", "f", vec![], int())),
    ]);
    let names = ["m.sub", "sub.deep", "subb", "m.sub.else", "lambda"].map(str::to_owned);
    let errors = |names: &[String]| {
        let config = Config { importable_submodules: Selection::Named(names.to_vec()), ..Config::default() };
        let problems = render(&facts, "m", &config).expect_err("an error");
        let is_error = |problem: &&Problem| problem.severity == Severity::Error;
        problems.iter().filter(is_error).map(Problem::to_string).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(errors(&names));
    insta::assert_snapshot!(errors(&["m.sub.deep".to_owned()]));
}

#[test]
fn what_cannot_be_re_exported_is_a_warning() {
    let reexport = |target: &str, source: &str, items: ReexportItems| {
        let (target, source) = (target.to_owned(), source.to_owned());
        Fact::Reexport(ReexportFact { target, source, items, position: Some(at(4)) })
    };
    let only = |name: &str| ReexportItems::Explicit(vec![name.to_owned()]);
    let facts = build_facts([
        Fact::Function(function(".sub", "f", vec![], int())),
        reexport("pkg.m", "pkg.m.sub", only("g")),
        reexport("pkg.m", "other", ReexportItems::Wildcard),
        reexport("pkg.m.sub", "other", only("h")),
        reexport("pkg.m.sub", "other", only("f")),
        reexport("pkg", "other", ReexportItems::WildcardPlus(vec!["i".into()])),
        reexport("other", "another", only("j")),
    ]);
    let stub = render(&facts, "pkg.m", &Config::default()).expect("no errors");
    assert!(!stub.text.contains("other"), "{}", stub.text);
    insta::assert_snapshot!(shown(&stub.warnings));
}

#[test]
fn parameters_that_python_does_not_accept_are_errors() {
    let snippet = SnippetFact {
        kind: SnippetKind::Functions,
        module: None,
        parts: vec![SnippetPart::Text("def twice(a: int, a: str) -> None: ...".into())],
        position: at(7),
        index: 0,
    };
    let by_position = |name: &str, default: Option<&str>| ParameterFact {
        default: default.map(|text| DefaultFact::Text(text.into())),
        ..parameter(name, int())
    };
    let by_name = ParameterFact { kind: ParameterKind::KeywordOnly, ..parameter("named", int()) };
    insta::assert_snapshot!(errors([
        Fact::Snippet(snippet),
        Fact::Function(function(
            "",
            "optional_first",
            vec![by_position("a", Some("1")), by_position("b", None)],
            int(),
        )),
        Fact::Function(function("", "named_first", vec![by_name, by_position("a", None)], int())),
    ]));
}

#[test]
fn names_for_all_are_identifiers() {
    let name = |name: &str| NameInModule { module: "pkg.m".into(), name: name.into(), position: Some(at(3)) };
    let shown = errors([
        Fact::Function(function("", "f", vec![], int())),
        Fact::ExportVerbatim(name("not a name")),
        Fact::ExcludeFromAll(name("")),
        Fact::ExportVerbatim(name("fine")),
    ]);
    let message =
        "`not a name` is not an identifier, so `export_verbatim!` cannot name it for `__all__` of `pkg.m`";
    assert!(shown.contains(message) && shown.contains("`exclude_from_all!`"), "{shown}");
    assert_eq!(shown.matches("[wrong-export]").count(), 2, "{shown}");
}

#[test]
fn a_default_on_a_method_is_told_of() {
    let shown = warnings([
        Fact::Function(function("", "f", vec![], int())),
        Fact::Warning(WarningFact { kind: WarningKind::MethodDefault, name: "size".into(), position: at(4) }),
    ]);
    let message = "warning[method-default]: `#[gen_stub(default = …)]` has no effect on the method `size`";
    assert!(shown.contains(message), "{shown}");
}
