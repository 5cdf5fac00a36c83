//! The annotations add nothing to the library while the registry is off, and little while it is on.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use stub_synthetic::project::{LIBRARY, package, workspace};
use stub_synthetic::{Case, Variant};
use stub_tests::{places, run, venv};

/// 30 functions, and 3 classes with a field and three methods each.
const CASE: Case = Case::flat(45);

/// The most by which two libraries of the same code differ. Hashes over the names and versions of a crate's dependencies
/// determine the order of functions, and so the padding between them. A static that registers an item takes more than this.
const PADDING: u64 = 64;

/// The most by which the library grows with `registry` on: the first for what its items share, such as the mapping of their
/// types, and the second for each of them. A longer docstring or path adds its own length.
const SHARED: u64 = 48_000;
const EACH_ITEM: u64 = 240;

/// The size of the stripped release library of `variant`. All are built in the same place, so that the paths in them have the
/// same length.
fn size(variant: Variant, place: &Path) -> u64 {
    let project = place.join("project");
    places::empty(&project).expect("an empty directory");
    let own = package(CASE, variant, Path::new(&places::library()));
    let own = own.into_iter().map(|file| (project.join(CASE.name()).join(file.path), file.text));
    let shared = workspace(&[CASE]).into_iter().map(|file| (project.join(file.path), file.text));
    for (path, text) in shared.chain(own) {
        places::write(&path, &text).expect("a file");
    }
    // The versions that the examples are locked to, so that new ones do not matter.
    fs::copy(places::root().join("examples/Cargo.lock"), project.join("Cargo.lock")).expect("a lock file");
    let mut build = run::cargo();
    build.args(["build", "--quiet", "--release", "--package", &CASE.name()]).current_dir(&project);
    build.env("CARGO_TARGET_DIR", place.join("target"));
    build.env("PYO3_PYTHON", venv::project().expect("an environment").python());
    build.env("PYO3_BUILD_EXTENSION_MODULE", "1");
    run::success(&mut build).unwrap_or_else(|error| panic!("{error}"));
    let name = format!("{}{LIBRARY}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    fs::metadata(place.join("target/release").join(name)).expect("a library").len()
}

#[test]
fn the_library_is_no_larger_while_the_registry_is_off_and_little_larger_while_it_is_on() {
    let place = places::own("library").expect("a directory");
    let [bare, off, on] = [Variant::Bare, Variant::Off, Variant::On].map(|variant| size(variant, &place));
    assert!(off.abs_diff(bare) <= PADDING, "{bare} bytes with PyO3 alone, {off} with `registry` off");
    // Otherwise the extension would not contain the annotations at all.
    assert!(on > bare + PADDING, "{bare} bytes with PyO3 alone, {on} with `registry` on");
    let most = bare + SHARED + EACH_ITEM * CASE.items as u64;
    assert!(on <= most, "{bare} bytes with PyO3 alone, {on} with `registry` on, which is more than {most}");
}
