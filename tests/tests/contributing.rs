//! The files that `CONTRIBUTING.md` names exist.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use stub_tests::places;

/// The texts in backticks that are paths: they have a slash, and none of what commands and patterns have.
fn paths(page: &str) -> Vec<(usize, &str)> {
    page.lines()
        .enumerate()
        .flat_map(|(index, line)| line.split('`').skip(1).step_by(2).map(move |text| (index + 1, text)))
        .filter(|(_, text)| text.contains('/') && !text.contains([' ', '*', ':']))
        .collect()
}

#[test]
fn every_file_that_the_guide_names_exists() {
    let guide = places::root().join("CONTRIBUTING.md");
    let page = fs::read_to_string(&guide).expect("the guide");
    let found = paths(&page);
    assert!(found.len() > 20, "the guide names only {} files", found.len());
    let missing: Vec<_> = found
        .into_iter()
        // A clean clone lacks the files that the tests create.
        .filter(|(_, path)| !path.starts_with("target/") && !places::root().join(path).exists())
        .map(|(line, path)| format!("CONTRIBUTING.md:{line} names `{path}`, which does not exist"))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
