//! One stub for several platforms and versions of Python.

use super::build::*;
use crate::facts::*;
use crate::generate::survey::Surveyed;
use crate::generate::variants::Target;
use crate::generate::{Config, PythonVersion, SubmoduleStyle, render_variants};

fn target(platform: &str, minor: u32) -> Target {
    Target { platform: platform.to_owned(), version: PythonVersion { major: 3, minor } }
}

fn styled(variants: &[(Target, Facts)], submodule_style: SubmoduleStyle) -> String {
    let config = Config { submodule_style, ..Config::default() };
    let surveyed: Vec<(Target, Surveyed)> =
        variants.iter().map(|(target, facts)| (target.clone(), Surveyed::from(facts.clone()))).collect();
    let variants: Vec<_> = surveyed.iter().map(|(target, surveyed)| (target.clone(), surveyed)).collect();
    render_variants(&variants, "m", &config).expect("no errors").text
}

fn stub(variants: &[(Target, Facts)]) -> String {
    styled(variants, SubmoduleStyle::Protocol)
}

fn f(module: &str, name: &str, argument: TypeExpr) -> Fact {
    Fact::Function(function(module, name, vec![parameter("value", argument)], int()))
}

/// An extension that differs in every way: on Windows, it has another signature, one more function, class, method, constant,
/// alias and submodule.
fn differing(is_windows: bool) -> Facts {
    let argument = || if is_windows { str_() } else { int() };
    let documented = FunctionFact { doc: "Both have it.".into(), ..function("", "both", vec![], int()) };
    let mut members = vec![
        method(Receiver::Instance, "grow", vec![parameter("by", argument())], int()),
        method(Receiver::Instance, "same", vec![], int()),
    ];
    let mut found = vec![
        Fact::Function(documented),
        f("", "changed", argument()),
        f("m.sub", "changed", argument()),
        f("m.sub", "same", int()),
        variable("", "LIMIT", argument(), None),
        variable("", "SAME", int(), None),
        Fact::Class(class(1, "", "Window")),
    ];
    if is_windows {
        members.push(method(Receiver::Instance, "zoom", vec![], local(None, "Handle")));
        found.extend([
            f("", "windows_only", local(None, "Handle")),
            f("m.sub", "windows_only", int()),
            f("m.win", "native", int()),
            f("m.win.deep", "deeper", int()),
            variable("m.sub", "DEPTH", int(), None),
            alias("", "Either", TypeExpr::union([int(), str_()])),
            alias("m.sub", "Number", TypeExpr::union([int(), float()])),
            Fact::Class(class(2, "", "Handle")),
            Fact::Class(class(3, "m.sub", "Inner")),
        ]);
    }
    found.push(Fact::Methods(methods(1, members)));
    facts(found)
}

#[test]
fn two_platforms_have_one_stub() {
    let variants = [(target("linux", 11), differing(false)), (target("win32", 11), differing(true))];
    insta::assert_snapshot!(stub(&variants));
}

#[test]
fn two_platforms_have_one_stub_with_namespaces() {
    let variants = [(target("linux", 11), differing(false)), (target("win32", 11), differing(true))];
    insta::assert_snapshot!(styled(&variants, SubmoduleStyle::Namespace));
}

#[test]
fn two_versions_have_one_stub() {
    let variants = [(target("linux", 12), differing(true)), (target("linux", 10), differing(false))];
    insta::assert_snapshot!(stub(&variants));
}

#[test]
fn what_all_have_has_no_condition() {
    let one = stub(&[(target("linux", 11), differing(true))]);
    let same = [(target("linux", 11), differing(true)), (target("win32", 12), differing(true))];
    assert_eq!(stub(&same), one);
    assert!(!one.contains("sys"), "{one}");
}

/// Returns the lines with conditions and the functions below them, where `f` exists for these targets only.
fn conditions(all: &[(&str, u32)], chosen: &[(&str, u32)]) -> String {
    let facts = |target: &(&str, u32)| {
        let always = f("", "always", int());
        facts(std::iter::once(always).chain(chosen.contains(target).then(|| f("", "f", int()))))
    };
    let variants: Vec<_> = all.iter().map(|it| (target(it.0, it.1), facts(it))).collect();
    let text = stub(&variants);
    let (_, rest) = text.split_once("def always").expect("a function");
    rest.lines().skip(1).filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}

#[test]
fn conditions_are_as_short_as_they_can_be() {
    let versions = [("linux", 10), ("linux", 11), ("linux", 13)];
    let only = |condition: &str| format!("if {condition}:\n    def f(value: int) -> int: ...\n");
    assert_eq!(conditions(&versions, &versions[1..]), only("sys.version_info >= (3, 11)"));
    assert_eq!(conditions(&versions, &versions[..1]), only("sys.version_info < (3, 11)"));
    let platforms = [("linux", 11), ("darwin", 11), ("win32", 11)];
    assert_eq!(conditions(&platforms, &platforms[2..]), only("sys.platform == \"win32\""));
    assert_eq!(conditions(&platforms, &platforms[..2]), only("sys.platform != \"win32\""));
    insta::assert_snapshot!(conditions(&versions, &versions[1..2]), @r#"
    if sys.version_info >= (3, 11):
        if sys.version_info < (3, 13):
            def f(value: int) -> int: ...
    "#);
    insta::assert_snapshot!(conditions(&platforms, &platforms[..1]), @r#"
    if sys.platform != "darwin":
        if sys.platform != "win32":
            def f(value: int) -> int: ...
    "#);
    insta::assert_snapshot!(conditions(&platforms, &platforms[1..]), @r#"
    if sys.platform == "darwin":
        def f(value: int) -> int: ...
    if sys.platform == "win32":
        def f(value: int) -> int: ...
    "#);
    let grid = [("linux", 10), ("linux", 12), ("win32", 10), ("win32", 12)];
    insta::assert_snapshot!(conditions(&grid, &grid[3..]), @r#"
    if sys.platform == "win32":
        if sys.version_info >= (3, 12):
            def f(value: int) -> int: ...
    "#);
    insta::assert_snapshot!(conditions(&grid, &grid[..3]), @r#"
    if sys.platform == "win32":
        if sys.version_info < (3, 12):
            def f(value: int) -> int: ...
    else:
        def f(value: int) -> int: ...
    "#);
    assert_eq!(conditions(&grid, &[grid[1], grid[3]]), only("sys.version_info >= (3, 12)"));
}

#[test]
fn one_target_cannot_be_there_twice() {
    let surveyed = Surveyed::from(differing(false));
    let variants = [(target("linux", 11), &surveyed), (target("linux", 11), &surveyed)];
    let problems = render_variants(&variants, "m", &Config::default()).expect_err("one target");
    assert_eq!(problems[0].message, "two artifacts are for Python 3.11 on linux");
}
