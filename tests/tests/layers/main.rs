//! The inside of the three crates keeps its order: no file imports from a room above its own, no files import one
//! another in a circle, and no two types of a crate share a name.
//!
//! `tests/layers.toml` holds the order of the rooms. The sources are parsed, so an import counts wherever it stands:
//! in a `use` line, as a path in code, or as a path in a macro's tokens. A re-export counts as an import from the file
//! that defines the name. What is under `#[cfg(test)]` does not count.
//!
//! How to write a test here: [`sample`] makes a crate of a few files in a temporary directory, a test breaks one rule in
//! it, and says which message must come. The tests of the real crates only call the same functions.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod circles;
mod imports;
mod rooms;
mod sample;
mod source;
mod type_names;

use imports::Import;
use rooms::Order;
use source::Crate;
use stub_tests::places;

/// A crate of this repository, with what its files import from one another.
struct Checked {
    order: Order,
    source: Crate,
    imports: Vec<Import>,
}

fn crates() -> Vec<Checked> {
    let orders = rooms::read(&places::tests().join("layers.toml")).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(orders.len(), 3, "`tests/layers.toml` holds the order of each published crate");
    orders
        .into_iter()
        .map(|order| {
            let source = Crate::read(places::root(), &order.root).unwrap_or_else(|error| panic!("{error}"));
            let imports = imports::of(&source);
            Checked { order, source, imports }
        })
        .collect()
}

/// Fails with all `problems`, which is why they are found before the first of them is reported.
fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "{}\n\n({} in all)", problems.join("\n\n"), problems.len());
}

#[test]
fn every_file_is_in_a_room() {
    none(crates().iter().flat_map(|it| it.order.unplaced(&it.source)).collect());
}

#[test]
fn no_file_imports_from_a_room_above_its_own() {
    none(crates().iter().flat_map(|it| it.order.offences(&it.source, &it.imports)).collect());
}

#[test]
fn no_files_import_one_another_in_a_circle() {
    none(crates().iter().flat_map(|it| circles::problems(&it.source, &it.imports)).collect());
}

#[test]
fn no_two_types_of_a_crate_share_a_name() {
    none(crates().iter().flat_map(|it| type_names::problems(&it.source)).collect());
}
