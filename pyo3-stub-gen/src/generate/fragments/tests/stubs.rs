//! Whole stubs. Each snapshot was read against the Rust source of its library.

use super::*;
use crate::facts::Fact;
use crate::generate::fragments::Release;

#[test]
fn a_function_style_module_is_typed() {
    insta::assert_snapshot!(BARE.stub());
}

#[test]
fn an_inline_module_is_typed() {
    insta::assert_snapshot!(BARE_INLINE.stub());
}

#[test]
fn all_forms_are_read() {
    insta::assert_snapshot!(FORMS_030.stub());
}

/// PyO3 0.28 has the same types as 0.29, but for operands. It names a function by its Rust name.
#[test]
fn older_releases_give_the_same_types() {
    let stub = |recorded: Recorded| -> Vec<String> {
        let operators =
            ["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "add__", "pow__", "mul__"];
        let config = Config::builder().line_length(Some(320)).build();
        let stub = recorded.stub_with(&config);
        let lines = stub.lines().filter(|line| !operators.iter().any(|operator| line.contains(operator)));
        lines.map(|line| line.replace("def renamed() -> Incomplete", "def renamed() -> None")).collect()
    };
    let newest = stub(FORMS_030);
    assert_eq!(stub(FORMS_029), newest);
    assert_eq!(stub(FORMS_028), newest);
}

#[test]
fn types_that_are_text_are_read() {
    insta::assert_snapshot!(FORMS_027.stub());
}

#[test]
fn forms_tell_the_release() {
    let releases = [FORMS_027, FORMS_028, FORMS_029, FORMS_030].map(|recorded| recorded.fragments().release);
    assert_eq!(releases, [Release::V27, Release::V28, Release::V29_3, Release::V30]);
}

#[test]
fn everything_is_understood() {
    for recorded in ALL {
        assert_eq!(recorded.fragments().unread, Vec::<String>::new(), "{}", recorded.module);
    }
}

/// A value that Rust computes may differ between platforms. The value in Python is right.
#[test]
fn a_constant_has_the_value_on_which_rust_and_python_agree() {
    let constant = |survey: &str| {
        let (fragments, survey) = (BARE.fragments(), super::survey(survey));
        let joined = join(&fragments, &survey, BARE.module);
        let stub = stub(described(&survey, BARE.module, Some(&joined)), BARE.module);
        let line = stub.lines().find(|line| line.contains("LARGEST")).expect("the constant");
        line.trim().to_owned()
    };
    assert_eq!(constant(BARE.survey), "LARGEST: ClassVar[int] = 100");
    let of_python = BARE.survey.replace(r#""literal": "100""#, r#""literal": "99""#);
    assert_eq!(constant(&of_python), "LARGEST: ClassVar[int]");
    assert!(BARE.stub().contains("VERSION: str\n"));
}

/// Python can hold a `Rows`, though no module has the class.
#[test]
fn hidden_classes_are_described() {
    let (fragments, survey) = (BARE.fragments(), BARE.survey());
    let mut joined = join(&fragments, &survey, BARE.module);
    joined.reveal_hidden(&survey);
    let found = described(&survey, BARE.module, Some(&joined));
    assert_eq!(found.hidden.iter().filter(|fact| matches!(fact, Fact::Class(_))).count(), 1);
    let stub = stub(found, BARE.module);
    assert!(stub.contains("def __iter__(self) -> Rows"), "{stub}");
    let rows =
        stub.split("class Rows:").nth(1).and_then(|rest| rest.split("\n\n").nth(1)).unwrap_or_default();
    assert_eq!(
        rows,
        "    def __new__(cls, _: NoReturn, /) -> Rows: ...\n    def __iter__(self) -> Rows: ...\n    def __next__(self) -> int: ..."
    );
}
