//! A written stub is always valid, and no text of an extension or a project can break out of its place.

use super::build::*;
use crate::facts::*;
use crate::generate::expand::{StubSource, expand};
use crate::generate::python::check_file;
use crate::generate::{Config, FileForm, Stub, render};
use std::collections::BTreeMap;

/// Checks that every text of `stub` is valid, and that a proof can read it.
pub(super) fn is_whole(stub: &Stub) {
    let files = stub.submodule_files.iter().map(|file| &file.text);
    for text in files.clone().chain([&stub.text]).chain(stub.init_files.iter().map(|file| &file.text)) {
        assert_eq!(check_file(text), Ok(()), "{text}");
    }
    let text = stub.text.as_str();
    let form = if stub.submodule_files.is_empty() { FileForm::Module } else { FileForm::Package };
    let expanded = expand(&[StubSource { module: "pkg.m", form, text }]);
    assert!(expanded.is_ok(), "{expanded:?}\n{text}");
    for module in expanded.into_iter().flat_map(|expansion| expansion.modules) {
        assert_eq!(check_file(&module.text), Ok(()), "{}", module.text);
    }
}

fn errors(facts: Facts) -> String {
    let problems = render(&facts, "pkg.m", &Config::default()).expect_err("an error");
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

fn wrong_function(change: impl FnOnce(&mut FunctionFact)) -> Facts {
    let mut fact = function("", "f", vec![parameter("x", int()), parameter("y", int())], int());
    fact.position = at(7);
    change(&mut fact);
    facts([Fact::Function(fact)])
}

#[test]
fn a_text_that_is_not_a_name_is_an_error_with_its_item_and_place() {
    let parameter = |name: &str| wrong_function(|fact| fact.parameters[0].name = name.to_owned());
    let returns = |r#type| wrong_function(|fact| fact.returns = r#type);
    let generic = |module, name| TypeExpr::named(module, name).subscript(vec![int()]);
    let ignores = |rule: &str| {
        wrong_function(|fact| {
            fact.stub_options = StubOptions::default().with(StubOption::TypeIgnore, &[rule, "misc"]);
        })
    };
    let kinds = |first, second| {
        wrong_function(|fact| {
            fact.parameters[0].kind = first;
            fact.parameters[1].kind = second;
        })
    };
    let reexport = |source: &str, name: &str| {
        let items = ReexportItems::Explicit(vec![name.to_owned()]);
        let (target, source) = ("pkg.m".to_owned(), source.to_owned());
        let fact = ReexportFact { target, source, items, position: Some(at(7)) };
        facts([Fact::Function(function("", "f", vec![], int())), Fact::Reexport(fact)])
    };
    let cases = [
        (parameter("a b"), "wrong-parameter]: the name of the parameter `a b` of function `f`"),
        (
            parameter("x: int): ...\nimport os\ndef g(x"),
            "wrong-parameter]: the name of the parameter `x: int): ...",
        ),
        (parameter(""), "wrong-parameter]: the name of the parameter `` of function `f`"),
        (parameter("y"), "duplicate-parameter]: two parameters of function `f` are called `y`"),
        (
            kinds(ParameterKind::KeywordOnly, ParameterKind::VarPositional),
            "wrong-parameter-order]: the parameter `y`",
        ),
        (
            kinds(ParameterKind::VarKeyword, ParameterKind::VarKeyword),
            "wrong-parameter-order]: the parameter `y`",
        ),
        (
            wrong_function(|fact| fact.parameters[0].default = Some(DefaultFact::Text("1".to_owned()))),
            "wrong-parameter-order]: the parameter `y` of function `f` cannot come after `x`",
        ),
        (
            returns(generic("col lections", "Seq\nimport os")),
            "wrong-type-name]: the type of function `f` is `Seq\nimport os` of the module `col lections`",
        ),
        (returns(generic("os; import sys", "path")), "wrong-type-name]: the type of function `f` is `path`"),
        (returns(local(Some("other"), "A\nimport os")), "wrong-type-name]: the type of function `f`"),
        (returns(text("Thing", &["a b"])), "wrong-type-name]: the type of function `f` is `Thing`"),
        (ignores("x]\nimport os #"), "wrong-ignored-rule]: `x]\nimport os #` in `type_ignore` is not"),
        (reexport("other", "x as y\nimport os"), "wrong-reexport]: the re-export from `other` in `pkg.m`"),
        (reexport("o ther", "x"), "wrong-reexport]: the re-export from `o ther` in `pkg.m`"),
    ];
    for (facts, expected) in cases {
        let told = errors(facts);
        assert!(told.starts_with(&format!("error[{expected}")), "{expected}\n{told}");
        assert!(told.contains("--> src/lib.rs:7:1"), "{told}");
    }
}

#[test]
fn a_type_that_is_too_deep_names_its_item() {
    let nested =
        |levels| (0..levels).fold(int(), |inner, _| TypeExpr::builtin("list").subscript(vec![inner]));
    let stub = render(&wrong_function(|fact| fact.returns = nested(70)), "pkg.m", &Config::default());
    is_whole(&stub.expect("a stub"));
    for levels in [90, 500] {
        let told = errors(wrong_function(|fact| fact.returns = nested(levels)));
        assert!(
            told.starts_with("error[too-deep-type]: the type of function `f` is nested too deeply"),
            "{told}"
        );
    }
}

#[test]
fn a_union_that_is_too_long_names_its_item() {
    let union = |count| {
        let members = (0..count).map(|index| TypeExpr::named("a.b.c", &format!("D.E{index}")));
        wrong_function(|fact| fact.returns = TypeExpr::Union(members.collect()))
    };
    let stub = render(&union(160), "pkg.m", &Config::default());
    is_whole(&stub.expect("a stub"));
    let told = errors(union(2000));
    assert!(
        told.starts_with(
            "error[too-long-union]: the type of function `f` is a union of 2000 types, and at most"
        ),
        "{told}"
    );
}

#[test]
fn a_union_without_types_is_never() {
    let facts = wrong_function(|fact| fact.returns = TypeExpr::Union(Vec::new()));
    let stub = render(&facts, "pkg.m", &Config::default()).expect("a stub");
    is_whole(&stub);
    assert!(stub.text.contains("-> NoReturn:"), "{}", stub.text);
}

#[test]
fn a_header_stays_a_comment() {
    let header = ["one\rimport os", "two\0\u{202e}three", "four\nfive\u{1b}[2J"];
    let config = Config { header: header.map(str::to_owned).to_vec(), ..Config::default() };
    let stub = render(&wrong_function(|_| ()), "pkg.m", &config).expect("a stub");
    is_whole(&stub);
    let comments: Vec<_> = stub.text.lines().skip(2).take_while(|line| !line.is_empty()).collect();
    assert_eq!(comments, ["# one", "# import os", "# two␀\\u{202e}three", "# four", "# five␛[2J"]);
}

#[test]
fn a_text_that_would_not_be_python_is_not_written() {
    let inflections = BTreeMap::from([("sub".to_owned(), "a b".to_owned())]);
    let config = Config { inflections, ..Config::default() };
    let facts = facts([Fact::Function(function("pkg.m.sub", "f", vec![], int()))]);
    let stub = render(&facts, "pkg.m", &config).expect("a stub");
    let error = stub.check().expect_err("an error").to_string();
    insta::assert_snapshot!(error, @r"
    `-` is not written, because line 13 would not be valid Python: expected `:`, found name
    class _a bProtocol(Protocol):
    ");
}

#[test]
fn what_would_be_obeyed_is_escaped_in_strings() {
    let evil = "a\u{202e}b\u{2066}c\u{1b}[2J";
    let value = DefaultFact::Text(format!("'{}'", evil.replace('\u{1b}', "\\x1b")));
    let fact = wrong_function(|fact| {
        fact.doc = format!("{evil}\n\n::error::no");
        fact.parameters[1].default = Some(value);
        fact.deprecated = Some(DeprecatedFact { since: None, note: Some(evil.to_owned()) });
    });
    let text = render(&fact, "pkg.m", &Config::default()).expect("a stub").text;
    assert!(text.is_ascii() && text.chars().all(|c| !c.is_control() || c == '\n'), "{text}");
    assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{text}");
}
