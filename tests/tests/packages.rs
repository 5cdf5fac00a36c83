//! The packages that are published are complete, and contain nothing else.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use stub_tests::{places, run};

/// The published packages.
const PACKAGES: [&str; 3] = ["pyo3-stub-gen-derive", "pyo3-stub-gen", "cargo-stubgen"];

/// The files that Cargo adds to a package.
const CARGOS: [&str; 4] = [".cargo_vcs_info.json", "Cargo.lock", "Cargo.toml", "Cargo.toml.orig"];

/// The files that readers of a package need.
const DOCUMENTS: [&str; 3] = ["README.md", "LICENSE-APACHE", "LICENSE-MIT"];

/// The files of `package`.
fn files(package: &str) -> Vec<String> {
    let mut list = run::cargo();
    list.args(["package", "--list", "--allow-dirty", "--package", package]).current_dir(places::root());
    let text = run::stdout(&mut list).unwrap_or_else(|error| panic!("{error}"));
    text.lines().map(|line| line.replace('\\', "/")).collect()
}

#[test]
fn a_package_has_the_sources_and_the_documents() {
    for package in PACKAGES {
        let files = files(package);
        for document in DOCUMENTS {
            assert!(files.iter().any(|file| file == document), "{package} has no {document}");
        }
        let is_expected = |file: &&String| {
            let is_of_wheel = package == "cargo-stubgen" && *file == "pyproject.toml";
            let is_other =
                CARGOS.contains(&file.as_str()) || DOCUMENTS.contains(&file.as_str()) || is_of_wheel;
            file.starts_with("src/") || is_other
        };
        let others: Vec<_> = files.iter().filter(|file| !is_expected(file)).collect();
        assert!(others.is_empty(), "{package} has {others:?}");
    }
}

/// A file that a source includes is in the package too.
#[test]
fn no_source_includes_a_file_from_outside_its_package() {
    for package in PACKAGES {
        let root = places::root().join(package);
        for file in files(package).iter().filter(|file| file.ends_with(".rs")) {
            let text = std::fs::read_to_string(root.join(file)).expect("a source");
            let depth = file.split('/').count() - 1;
            let outside = "../".repeat(depth + 1);
            for line in text.lines().filter(|line| line.contains("include") || line.contains("#[path")) {
                assert!(!line.contains(&outside), "{package}/{file} includes another package's file: {line}");
            }
        }
    }
}

#[test]
fn the_metadata_of_every_package_is_complete() {
    let mut metadata = run::cargo();
    metadata.args(["metadata", "--no-deps", "--format-version=1"]).current_dir(places::root());
    let text = run::stdout(&mut metadata).unwrap_or_else(|error| panic!("{error}"));
    let metadata: Value = serde_json::from_str(&text).expect("metadata");
    let packages = metadata["packages"].as_array().expect("packages");
    let mut repositories = Vec::new();
    for name in PACKAGES {
        let package = packages.iter().find(|package| package["name"] == name).expect("a package");
        for key in ["description", "documentation", "license", "readme", "rust_version"] {
            let is_there = package[key].as_str().is_some_and(|value| !value.is_empty());
            assert!(is_there, "{name} has no {key}");
        }
        repositories
            .push(package["repository"].as_str().expect("a repository, which is empty if it is unknown"));
    }
    // One key of the workspace sets it for all packages.
    assert!(repositories.windows(2).all(|pair| pair[0] == pair[1]), "{repositories:?}");
}

/// The packages that the release publishes, in an order in which each one follows those that it depends on.
#[test]
fn the_release_publishes_every_package() {
    let path = places::root().join(".github/workflows/release.yml");
    let workflow = std::fs::read_to_string(path).expect("the workflow");
    let publishes = PACKAGES.map(|package| format!("--package {package}")).join(" ");
    assert!(workflow.contains(&publishes), "{workflow}");
}
