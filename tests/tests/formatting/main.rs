//! Formatters and linters have no objection to stubs at any usual line length. The stubs are those of this repository
//! and of random extensions with odd items, which are the same in every run. ruff and black must not change them. `ruff
//! check` must have no findings, with its default rules and with all rules, and the stub must violate each rule that
//! its header names.
//!
//! How to write a test here: let `items.rs` produce more kinds of items.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod items;

use pyo3_stub_gen::generate::survey::Surveyed;
use pyo3_stub_gen::generate::variants::Target;
use pyo3_stub_gen::generate::{Config, PythonVersion, SubmoduleStyle, render, render_variants};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use stub_tests::random::Random;
use stub_tests::{places, run, venv};

/// The line lengths.
const LENGTHS: [usize; 3] = [88, 100, 120];

/// The number of random extensions.
const COUNT: u64 = 60;

/// The number of stubs with conditions, each of which is for several random extensions.
const MERGED: u64 = 24;

/// Stubs of other generators, for comparison.
const OF_OTHERS: &[&str] = &["tests/matrix", "tests/truth/baseline"];

/// Directories of stubs that people wrote, which are read and not written.
const READ: &[&str] = &["/tree/", "/handwritten/extra/"];

/// The rules that the header may name unnecessarily, because of a docstring that ruff ignores, a section that describes
/// all parameters, or a type that ruff does not know.
const TOLERATED: &[&str] = &["D210", "D212", "D301", "D401", "D417", "RUF013"];

/// Writes the stubs of the random extensions, as wide as `length` allows. Returns the directory.
fn odd_stubs(length: usize) -> PathBuf {
    let directory = places::own("formatting").expect("a directory").join(length.to_string());
    places::empty(&directory).expect("an empty directory");
    let styles = [SubmoduleStyle::Protocol, SubmoduleStyle::Class, SubmoduleStyle::Namespace];
    for seed in 0..COUNT {
        let facts = items::facts(&mut Random::new(seed));
        let index = usize::try_from(seed).expect("a small number");
        let config = Config::builder()
            .line_length(Some(length))
            .submodule_style(styles[index % styles.len()])
            .use_type_statement(seed % 5 == 4)
            .build();
        let stub = render(&facts, &format!("odd{seed}"), &config)
            .unwrap_or_else(|problems| panic!("{seed}: {}", problems[0]));
        let place = directory.join(format!("odd{seed}.pyi"));
        places::write(&place, &stub.text).expect("a written file");
    }
    for seed in 0..MERGED {
        let text = merged(seed, length);
        places::write(&directory.join(format!("merged{seed}.pyi")), &text).expect("a written file");
    }
    directory
}

/// Returns one stub of an extension that differs on three targets in nearly everything.
fn merged(seed: u64, length: usize) -> String {
    let target = |platform: &str, minor| Target {
        platform: platform.to_owned(),
        version: PythonVersion { major: 3, minor },
    };
    let targets = [target("linux", 10), target("win32", 10), target("linux", 12)];
    let variants: Vec<(Target, Surveyed)> = (0..)
        .zip(targets)
        .map(|(index, target)| (target, Surveyed::from(items::facts(&mut Random::new(seed + index)))))
        .collect();
    let variants: Vec<_> = variants.iter().map(|(target, facts)| (target.clone(), facts)).collect();
    let config = Config::builder().line_length(Some(length)).build();
    render_variants(&variants, "merged", &config)
        .unwrap_or_else(|problems| panic!("{seed}: {}", problems[0]))
        .text
}

/// The stubs in this repository.
fn own_stubs() -> Vec<PathBuf> {
    let mut git = run::command("git");
    git.args(["ls-files", "--", "*.pyi"]).current_dir(places::root());
    let listed = run::stdout(&mut git).expect("the files of the repository");
    let own = |name: &&str| {
        !READ.iter().any(|part| name.contains(part)) && !OF_OTHERS.iter().any(|other| name.starts_with(other))
    };
    let stubs: Vec<PathBuf> = listed.lines().filter(own).map(|name| places::root().join(name)).collect();
    assert!(stubs.len() > 20, "{stubs:?}");
    stubs
}

fn tool(name: &str) -> Command {
    run::command(venv::tools().expect("the tools").program(name))
}

/// Checks that both formatters leave every file at `paths` as it is.
fn is_formatted(paths: &[PathBuf], length: usize) {
    let length = format!("--line-length={length}");
    let mut ruff = tool("ruff");
    ruff.args(["format", "--isolated", "--no-cache", "--diff", &length]).args(paths);
    run::success(&mut ruff).expect("ruff leaves it as it is");
    let mut black = tool("black");
    black.args(["--check", "--diff", "--quiet", &length]).args(paths);
    run::success(&mut black).expect("black leaves it as it is");
}

/// Checks that ruff finds nothing in the files at `paths`, with its default rules and with all.
fn is_clean(paths: &[PathBuf], length: usize) {
    for selected in [&[][..], &["--select=ALL"]] {
        let mut ruff = tool("ruff");
        ruff.args(["check", "--isolated", "--no-cache", "--quiet", &format!("--line-length={length}")]);
        run::success(ruff.args(selected).args(paths)).expect("ruff finds nothing");
    }
}

#[derive(Deserialize)]
struct Finding {
    code: String,
    filename: PathBuf,
}

/// Checks that each file at `paths` violates every rule that its header names.
fn names_no_more_than_needed(paths: &[PathBuf], length: usize) {
    let mut ruff = tool("ruff");
    let length = format!("--line-length={length}");
    ruff.args(["check", "--isolated", "--no-cache", "--select=ALL", "--ignore-noqa", "--output-format=json"]);
    let output = run::output(ruff.arg(length).args(paths)).expect("ruff runs");
    let findings: Vec<Finding> = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut broken: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    for Finding { code, filename } in findings {
        broken.entry(filename).or_default().insert(code);
    }
    let mut unneeded = Vec::new();
    for path in paths {
        let path = path.canonicalize().expect("a file");
        let text = std::fs::read_to_string(&path).expect("a text");
        let none = BTreeSet::new();
        let broken = broken.get(&path).unwrap_or(&none);
        let codes = named(&text)
            .filter(|code| *code != "RUF100" && !TOLERATED.contains(code) && !broken.contains(*code));
        unneeded.extend(codes.map(|code| format!("{code} in {}", path.display())));
    }
    assert!(unneeded.is_empty(), "{unneeded:#?}");
}

/// The rules that the header of a stub names.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let line = text.lines().take_while(|line| line.starts_with('#'));
    let codes = line.filter_map(|line| line.strip_prefix("# ruff: noqa: "));
    codes.flat_map(|codes| codes.split(", "))
}

fn below(directory: &Path) -> Vec<PathBuf> {
    places::files(directory).expect("files")
}

#[test]
fn odd_stubs_are_formatted() {
    for length in LENGTHS {
        is_formatted(&below(&odd_stubs(length)), length);
    }
}

#[test]
fn odd_stubs_break_no_rule_that_is_not_named() {
    let length = LENGTHS[0] + 1;
    let stubs = below(&odd_stubs(length));
    is_clean(&stubs, length);
    names_no_more_than_needed(&stubs, length);
}

/// A trailing comma keeps elements on separate lines, so a stub for short lines is also valid for long lines.
#[test]
fn stubs_of_this_repository_are_formatted() {
    let stubs = own_stubs();
    for length in LENGTHS {
        is_formatted(&stubs, length);
    }
}

#[test]
fn stubs_of_this_repository_break_no_rule_that_is_not_named() {
    let stubs = own_stubs();
    for length in LENGTHS {
        is_clean(&stubs, length);
    }
    names_no_more_than_needed(&stubs, LENGTHS[0]);
}
