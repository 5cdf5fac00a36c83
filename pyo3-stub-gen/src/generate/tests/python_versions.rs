//! What a stub may contain depends on the oldest Python that the project supports.

use super::build::*;
use crate::facts::*;
use crate::generate::{Config, PythonVersion, render};

/// The versions that `requires-python` may start with.
const MINORS: std::ops::RangeInclusive<u32> = 8..=15;

/// A name, the module that Python has it in, and the minor version that added it there, as Python's documentation states them.
const ADDED: &[(&str, &str, u32)] = &[
    ("Self", "typing", 11),
    ("LiteralString", "typing", 11),
    ("override", "typing", 12),
    ("Buffer", "collections.abc", 12),
    ("deprecated", "warnings", 13),
    ("disjoint_base", "typing", 15),
];

fn everything() -> Facts {
    let t = || text("T", &[]);
    let generic = StubOptions::default().with(StubOption::TypeParams, &["T"]);
    let deprecated = DeprecatedFact { since: None, note: Some("old".to_owned()) };
    let base = ClassOptions { set: vec![ClassOption::Subclass] };
    facts([
        Fact::Class(ClassFact { options: base, ..class(1, "", "Base") }),
        Fact::Methods(methods(
            1,
            vec![
                method(Receiver::New, "__new__", vec![], TypeExpr::None),
                method(Receiver::Instance, "area", vec![], int()),
            ],
        )),
        Fact::Class(ClassFact { bases: vec![local(None, "Base")], ..class(2, "", "Derived") }),
        Fact::Methods(methods(2, vec![method(Receiver::Instance, "area", vec![], int())])),
        Fact::Function(FunctionFact {
            stub_options: generic,
            ..function("", "same", vec![parameter("x", t())], t())
        }),
        Fact::Function(FunctionFact { deprecated: Some(deprecated), ..function("", "old", vec![], int()) }),
        Fact::Function(function(
            "",
            "view",
            vec![parameter("b", TypeExpr::named("collections.abc", "Buffer"))],
            int(),
        )),
        Fact::Function(function("", "say", vec![], TypeExpr::named("typing", "LiteralString"))),
        alias("", "Number", TypeExpr::union([int(), float()])),
    ])
}

/// The stub for Python 3.`minor`, with a `type` statement where Python has it.
fn stub(minor: u32) -> String {
    let python_version = PythonVersion { major: 3, minor };
    let use_type_statement = minor >= 12;
    let config = Config { python_version, use_type_statement, ..Config::default() };
    render(&everything(), "m", &config).expect("no errors").text
}

/// Whether `text` imports `name` from `module`.
fn imports(text: &str, module: &str, name: &str) -> bool {
    let start = format!("from {module} import ");
    let after = text.split(&start).nth(1).unwrap_or_default();
    let names = match after.strip_prefix('(') {
        Some(rest) => rest.split(')').next(),
        None => after.lines().next(),
    };
    names.unwrap_or_default().split(',').any(|found| found.trim() == name)
}

#[test]
fn names_come_from_python_if_the_oldest_version_has_them() {
    for minor in MINORS {
        let text = stub(minor);
        for (name, module, added) in ADDED {
            let expected = if minor >= *added { module } else { "typing_extensions" };
            assert!(imports(&text, expected, name), "{name} in Python 3.{minor}:\n{text}");
        }
    }
}

/// The syntax of PEP 695 is an error in older versions of Python, and `TypeVar` is not needed in newer ones.
#[test]
fn generics_have_the_syntax_of_the_oldest_version() {
    for minor in MINORS {
        let text = stub(minor);
        let is_new = minor >= 12;
        assert_eq!(text.contains("def same[T]("), is_new, "Python 3.{minor}:\n{text}");
        assert_eq!(text.contains("TypeVar("), !is_new, "Python 3.{minor}:\n{text}");
        assert_eq!(text.contains("type Number = int | float"), is_new, "Python 3.{minor}:\n{text}");
        assert_eq!(text.contains("Number: TypeAlias = int | float"), !is_new, "Python 3.{minor}:\n{text}");
    }
}
