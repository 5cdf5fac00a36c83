//! Both forms of registration give the same stub: the own loader entry, and `inventory`'s, which other platforms have.
//!
//! Other tests build the fixtures with the own form, and compare them with the same files.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use stub_tests::{places, run, stubgen};

#[test]
fn the_stub_is_the_same_with_inventory() {
    let target = places::own("fixtures").unwrap_or_else(|error| panic!("{error}"));
    for project in ["fixtures/good/surface", "fixtures/good/types", "../examples/nested"] {
        let manifest = places::tests().join(project).join("Cargo.toml");
        let mut check = stubgen::stubgen(&manifest, &target).unwrap_or_else(|error| panic!("{error}"));
        check.args(["check", "--locked", "--features", "pyo3-stub-gen/force-inventory"]);
        run::success(&mut check).unwrap_or_else(|error| panic!("{project}: {error}"));
    }
}
