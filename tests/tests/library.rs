//! What the annotations leave in the library: nothing while the registry is off, and little while it is on.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use stub_synthetic::project::{LIBRARY, package, workspace};
use stub_synthetic::{Case, Variant};
use stub_tests::{places, run, venv};

/// 30 functions, and 3 classes with a field and three methods each.
const CASE: Case = Case::flat(45);

/// The most that two libraries of the same code differ by. The order in which the linker sees functions
/// follows from hashes over the names and versions of a crate's dependencies, and with the order goes the
/// padding between what has to be aligned. A static that registers an item takes more than this.
const PADDING: u64 = 64;

/// The most that the library grows by with `registry` on: by this for what its items share, such as the mapping of
/// their types, and by this for each of them. A longer docstring or path takes as much more.
const SHARED: u64 = 48_000;
const EACH_ITEM: u64 = 240;

/// The size of the stripped release library of `variant`. Each is built at the same place, so that no path
/// in it is longer, and the same lines are at the same numbers.
fn size(variant: Variant, place: &Path) -> u64 {
    let project = place.join("project");
    places::empty(&project).expect("an empty directory");
    let own = package(CASE, variant, Path::new(&places::library()));
    let own = own.into_iter().map(|file| (project.join(CASE.name()).join(file.path), file.text));
    let shared = workspace(&[CASE]).into_iter().map(|file| (project.join(file.path), file.text));
    for (path, text) in shared.chain(own) {
        places::write(&path, &text).expect("a file");
    }
    // The versions that the examples are locked to: which others there are must not matter.
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
    // If this were not so, the extension would hold no annotations at all.
    assert!(on > bare + PADDING, "{bare} bytes with PyO3 alone, {on} with `registry` on");
    let most = bare + SHARED + EACH_ITEM * CASE.items as u64;
    assert!(on <= most, "{bare} bytes with PyO3 alone, {on} with `registry` on, which is more than {most}");
}
