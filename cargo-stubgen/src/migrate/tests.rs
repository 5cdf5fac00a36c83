//! Literals are rewritten and leftovers are found, and nothing else.
#![allow(clippy::unwrap_used)]

use super::{gatherers, literals, only_generates, removal};
use crate::edit::apply;
use crate::rust::nodes;
use crate::sources::SourceFile;

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

/// Returns `text` without its gatherers, and their names.
fn without_gatherers(text: &str) -> (String, Vec<String>) {
    let file = SourceFile::of("lib.rs".into(), text.to_owned()).unwrap();
    let outline = file.outline();
    let found = gatherers(&file, &outline);
    let names = found.iter().map(|gatherer| gatherer.name.to_owned()).collect();
    (apply(text, &removal(&file, &outline, &found)), names)
}

#[test]
fn a_gatherer_goes_with_what_only_it_needs() {
    let text = "use pyo3_stub_gen::{define_stub_info_gatherer, derive::*};\r\n\r\nfn f() {}\r\n\r\n\
                // Define a function.\r\ndefine_stub_info_gatherer!(stub_info);\r\n";
    let expected = "use pyo3_stub_gen::{derive::*};\r\n\r\nfn f() {}\r\n";
    assert_eq!(without_gatherers(text), (expected.to_owned(), vec!["stub_info".to_owned()]));

    let text = "mod a;\n\npyo3_stub_gen::define_stub_info_gatherer!(all);\n\nmod b;\n";
    assert_eq!(without_gatherers(text), ("mod a;\n\nmod b;\n".to_owned(), vec!["all".to_owned()]));

    let text = "use pyo3_stub_gen::StubInfo;\nuse std::path::Path;\n\n/// All.\npub fn stub_info() -> \
                pyo3_stub_gen::Result<StubInfo> {\n    StubInfo::from_pyproject_toml(Path::new(\"p\"))\n}\n";
    assert_eq!(without_gatherers(text), ("use std::path::Path;\n".to_owned(), vec!["stub_info".to_owned()]));
}

#[test]
fn what_is_not_a_gatherer_stays() {
    for text in [
        "fn f(info: StubInfo) -> StubInfo { info }\n",
        "mod m { define_stub_info_gatherer!(stub_info); }\n",
        "use pyo3_stub_gen::StubInfo;\nfn f() {}\n",
    ] {
        assert_eq!(without_gatherers(text).1, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_program_that_only_writes_the_stub_is_known() {
    let names = ["stub_info".to_owned()].into();
    let only = |text: &str| {
        let file = SourceFile::of("src/bin/stub_gen.rs".into(), text.to_owned()).unwrap();
        only_generates(&file, &file.outline(), "demo", &names)
    };
    assert!(only(
        "use pyo3_stub_gen::Result;\n\nfn main() -> Result<()> {\n    env_logger::Builder::from_env(env_logger::Env::default()\
         .filter_or(\"RUST_LOG\", \"info\")).init();\n    let stub = demo::stub_info()?;\n    stub.generate()?;\n    Ok(())\n}\n"
    ));
    assert!(only("fn main() { demo::stub_info().unwrap().generate().unwrap(); }"));
    assert!(only(
        "//! Writes the stub.\n#![allow(missing_docs)]\n\n/// Run it with Cargo.\nfn main() -> pyo3_stub_gen::Result<()> {\n\
         /* It comes from the library. */\n    let stub = demo::stub_info()?;\n    stub.generate()?;\n    Ok(())\n}\n"
    ));
    assert!(!only("#[cfg(unix)]\nfn main() { demo::stub_info().unwrap().generate().unwrap(); }"));
    assert!(!only(
        "fn main() { let mut s = demo::stub_info().unwrap(); s.modules.clear(); s.generate().unwrap(); }"
    ));
    assert!(!only("fn main() { demo::run(); demo::stub_info().unwrap().generate().unwrap(); }"));
    assert!(!only("fn other() {}\nfn main() { demo::stub_info().unwrap().generate().unwrap(); }"));
    assert!(!only("fn main() { other::stub_info().unwrap().generate().unwrap(); }"));
    assert!(!only("fn main() { println!(\"generate\") }"));
}
