//! Literals are rewritten, and nothing else.
#![allow(clippy::unwrap_used)]

use super::literals;
use crate::edit::apply;
use crate::rust::nodes;

/// Returns `text` with its literals rewritten, and how many are left.
fn migrated(text: &str) -> (String, usize) {
    let found = literals(&nodes(text).unwrap(), "pyo3_stub_gen");
    let edited = apply(text, &found.edits);
    assert!(
        literals(&nodes(&edited).unwrap(), "pyo3_stub_gen").edits.is_empty(),
        "a second run changes {edited}"
    );
    (edited, found.left.len())
}

#[test]
fn literals_become_fields_of_a_type() {
    let text = "fn type_output() -> TypeInfo {\r\n\tTypeInfo { name: \"X\".into(), source_module: None, import, type_refs: HashMap::new() } // why\r\n}";
    let edited = text.replacen("TypeInfo { name", "TypeInfo::from(pyo3_stub_gen::TypeFields { name", 1);
    assert_eq!(migrated(text), (edited.replacen("() } //", "() }) //", 1), 0));
    let (edited, _) = migrated("fn f() -> T { return pyo3_stub_gen::TypeInfo { import: f(), name } }");
    assert_eq!(
        edited,
        "fn f() -> T { return pyo3_stub_gen::TypeInfo::from(pyo3_stub_gen::TypeFields { import: f(), name }) }"
    );
    let (edited, _) =
        migrated("macro_rules! m { ($n:expr) => { vec![TypeInfo { name: $n, import: i() }] } }");
    assert!(
        edited.contains("vec![TypeInfo::from(pyo3_stub_gen::TypeFields { name: $n, import: i() })]"),
        "{edited}"
    );
}

#[test]
fn what_is_not_a_literal_stays() {
    for text in [
        "fn f() -> TypeInfo { name; import }",
        "fn f() -> pyo3_stub_gen::TypeInfo { name(1, import) }",
        "impl Shown for TypeInfo { type name = u8; }",
        "struct TypeInfo { name: u8, import: u8 }",
        "impl a::Shown for other::TypeInfo { name!{}, import!{} }",
        "TypeInfo { kind: 1 }",
        "// TypeInfo { name, import }",
        "TypeInfo::any()",
    ] {
        assert_eq!(migrated(text), (text.to_owned(), 0));
    }
}

#[test]
fn what_takes_a_type_apart_is_left_to_the_author() {
    for text in [
        "let TypeInfo { name, import, .. } = T::type_output();",
        "let TypeInfo { name, import, source_module, type_refs } = T::type_output();",
        "match x { TypeInfo { name, import } => name }",
        "TypeInfo { name: n, import: i, ..T::type_output() }",
    ] {
        assert_eq!(migrated(text), (text.to_owned(), 1), "{text}");
    }
}
