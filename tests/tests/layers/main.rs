//! The structure of the three crates: files import only from lower layers, files do not import each other in a circle, and
//! no two types of a crate have the same name.
//!
//! `tests/layers.toml` defines the layers. The sources are parsed, so all imports count: `use` lines, paths in code, and
//! paths in the tokens of macros. A re-export counts as an import from the file that defines the name. Code under
//! `#[cfg(test)]` does not count.
//!
//! How to write a test here: [`sample`] creates a small crate in a temporary directory. A test breaks one rule in it, and
//! states the expected message. The tests of the real crates only call the same functions.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod circles;
mod imports;
mod order;
mod sample;
mod source;
mod type_names;

use imports::Import;
use order::Order;
use source::Crate;
use stub_tests::places;

/// A crate of this repository, with the imports between its files.
struct Checked {
    order: Order,
    source: Crate,
    imports: Vec<Import>,
}

fn crates() -> Vec<Checked> {
    let orders = order::read(&places::tests().join("layers.toml")).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(orders.len(), 3, "`tests/layers.toml` has an entry for each published crate");
    orders
        .into_iter()
        .map(|order| {
            let source = Crate::read(places::root(), &order.root).unwrap_or_else(|error| panic!("{error}"));
            let imports = imports::of(&source);
            Checked { order, source, imports }
        })
        .collect()
}

/// Fails with a list of all `problems`.
fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "{}\n\n({} in all)", problems.join("\n\n"), problems.len());
}

#[test]
fn every_file_is_in_a_component() {
    none(crates().iter().flat_map(|it| it.order.unplaced(&it.source)).collect());
}

#[test]
fn no_file_imports_from_a_layer_above_its_own() {
    none(crates().iter().flat_map(|it| it.order.offences(&it.source, &it.imports)).collect());
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    none(crates().iter().flat_map(|it| circles::problems(&it.source, &it.imports)).collect());
}

#[test]
fn no_two_types_of_a_crate_share_a_name() {
    none(crates().iter().flat_map(|it| type_names::problems(&it.source)).collect());
}
