//! Small crates that break a rule, and the message that each of them gets.

use crate::order::Order;
use crate::source::Crate;
use crate::{circles, imports, type_names};
use stub_tests::places;

/// A crate with these files below `sample/src`.
fn sample(files: &[(&str, &str)]) -> Crate {
    let directory = tempfile::tempdir().expect("a directory");
    for (path, text) in files {
        places::write(&directory.path().join("sample/src").join(path), text).expect("a file");
    }
    Crate::read(directory.path(), "sample/src/lib.rs").unwrap_or_else(|error| panic!("{error}"))
}

/// Returns the violations in a crate with two readers, which are above `facts`.
fn offences(files: &[(&str, &str)]) -> Vec<String> {
    let layers: &[&[&str]] = &[&["facts"], &["read.rs", "write.rs"], &["lib.rs"]];
    let base = [
        ("lib.rs", "mod facts; mod read; mod write; pub use facts::Item;"),
        ("facts/mod.rs", "mod item; pub use item::*;"),
        ("facts/item.rs", "pub struct Item;"),
        ("read.rs", "pub struct Words; pub fn read() -> crate::Item { crate::Item }"),
        ("write.rs", "use crate::facts::Item; pub fn write(_: Item) {}"),
    ];
    let source = sample(&[&base[..], files].concat());
    let order = Order::new("sample/src/lib.rs", layers);
    assert_eq!(order.unplaced(&source), Vec::<String>::new());
    order.offences(&source, &imports::of(&source))
}

#[test]
fn imports_from_lower_layers_are_accepted() {
    assert_eq!(offences(&[]), Vec::<String>::new());
}

#[test]
fn an_import_from_a_higher_layer_is_an_offence() {
    let found = offences(&[("facts/item.rs", "\nuse crate::write::write; pub struct Item;")]);
    assert_eq!(found.len(), 1, "{found:?}");
    let expected = "sample/src/facts/item.rs:2 imports `write` from write.rs.\n  \
                    `facts` must not import from `write.rs`, which is in a higher layer";
    assert!(found[0].starts_with(expected), "{}", found[0]);
}

#[test]
fn an_import_from_the_same_layer_is_an_offence() {
    let found = offences(&[("write.rs", "use crate::read::Words; pub fn write(_: Words) {}")]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("which is in the same layer"), "{}", found[0]);
}

#[test]
fn a_path_in_code_or_in_a_macro_is_an_import() {
    for code in [
        "pub struct Item; fn f() { super::super::write::write(Item) }",
        "pub struct Item; fn f() { assert!(crate::write::write(Item) == ()) }",
        "use crate::write; pub struct Item; fn f() { write::write(Item) }",
        "pub struct Item; mod inner { fn f() { use crate::write::*; } }",
    ] {
        assert_eq!(offences(&[("facts/item.rs", code)]).len(), 1, "{code}");
    }
}

#[test]
fn tests_may_import_anything() {
    let code = "pub struct Item; #[cfg(test)] mod tests { use crate::write::write; }";
    assert_eq!(offences(&[("facts/item.rs", code)]), Vec::<String>::new());
}

#[test]
fn a_child_that_needs_its_parent_is_a_circle() {
    let parent = "mod child; pub struct Shared; pub fn f() { child::f() }";
    let needs = "use super::Shared; pub fn f() { let _ = Shared; }";
    let alone = "pub fn f() {}";
    for (child, circles_found) in [(needs, 1), (alone, 0)] {
        let source =
            sample(&[("lib.rs", "mod parent;"), ("parent/mod.rs", parent), ("parent/child.rs", child)]);
        let found = circles::problems(&source, &imports::of(&source));
        assert_eq!(found.len(), circles_found, "{found:?}");
        let line = "sample/src/parent/mod.rs:1 imports `f` from parent/child.rs";
        assert!(found.iter().all(|problem| problem.contains(line)), "{found:?}");
    }
}

#[test]
fn a_re_export_does_not_count_for_the_file_that_passes_it_on() {
    let source = sample(&[
        ("lib.rs", "mod parent;"),
        ("parent/mod.rs", "mod one; mod other; pub use one::Shared; pub use other::f;"),
        ("parent/one.rs", "pub struct Shared;"),
        ("parent/other.rs", "use super::Shared; pub fn f() { let _ = Shared; }"),
    ]);
    assert_eq!(circles::problems(&source, &imports::of(&source)), Vec::<String>::new());
}

#[test]
fn a_file_without_a_component_and_a_component_without_a_file_are_found() {
    let source = sample(&[("lib.rs", "mod new;"), ("new.rs", "")]);
    let found = Order::new("sample/src/lib.rs", &[&["lib.rs"], &["gone"]]).unplaced(&source);
    assert!(found[0].starts_with("sample/src/new.rs is not in a component"), "{found:?}");
    assert!(found[1].starts_with("`gone` in tests/layers.toml does not contain a file"), "{found:?}");
}

#[test]
fn types_of_one_name_are_found() {
    let other = "choice! { pub struct Reader { a: u8 } }";
    let source = sample(&[("lib.rs", "mod other; pub enum Reader {} fn f() {}"), ("other.rs", other)]);
    let found = type_names::problems(&source);
    let expected = "sample has more than one type `Reader`:\n  \
                    sample/src/lib.rs:1\n  sample/src/other.rs:1\n  help: ";
    assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}");
}

#[test]
fn what_a_macro_of_another_crate_defines_does_not_count() {
    let needs = "use crate::grammar::LETTER; pub fn f() { let _ = LETTER; }";
    for (root, circles_found) in [
        ("mod a; other_crate::grammar!(); pub use a::f;", 0),
        ("mod a; pub mod grammar { pub const LETTER: char = 'a'; } pub use a::f;", 1),
    ] {
        let source = sample(&[("lib.rs", root), ("a.rs", needs)]);
        assert_eq!(circles::problems(&source, &imports::of(&source)).len(), circles_found, "{root}");
    }
}
