//! The crates that the library adds to a user's build.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use stub_tests::{places, run};

/// The crates, with versions, that a build of `package` compiles.
fn crates(package: &str) -> BTreeSet<String> {
    let mut tree = run::cargo();
    tree.args(["tree", "--locked", "--edges=normal,build", "--prefix=none", "--format={p}", "--target=all"]);
    tree.args(["--package", package, "--manifest-path"]).arg(places::root().join("examples/Cargo.toml"));
    let text = run::stdout(&mut tree).unwrap_or_else(|error| panic!("{error}"));
    let crates: BTreeSet<String> =
        text.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert!(crates.len() > 1, "cargo tree said:\n{text}");
    crates
}

/// The crates that the example `package` compiles beyond what PyO3 needs.
fn added(package: &str) -> BTreeSet<String> {
    let mut added = crates(package);
    for of_pyo3 in crates("pyo3") {
        added.remove(&of_pyo3);
    }
    added.retain(|name| !name.starts_with(&format!("{package} ")));
    added
}

/// The crates of the default build on any platform, without their versions. A new one costs every user a
/// download and a build. `inventory` wants `rustversion` for WebAssembly only.
const OF_THE_DEFAULT_BUILD: [&str; 4] = ["inventory", "pyo3-stub-gen", "pyo3-stub-gen-derive", "rustversion"];

#[test]
fn the_default_build_adds_four_crates_at_most() {
    let added = added("pure");
    let names: Vec<_> = added.iter().filter_map(|name| name.split(' ').next()).collect();
    assert!(names.contains(&"pyo3-stub-gen"), "{added:#?}");
    let others: Vec<_> = names.iter().filter(|name| !OF_THE_DEFAULT_BUILD.contains(name)).collect();
    assert!(others.is_empty(), "{others:?} in {added:#?}");
}

#[test]
fn nothing_registers_while_the_registry_is_off() {
    let added = added("gated");
    assert!(!added.iter().any(|name| name.starts_with("inventory")), "{added:#?}");
}
