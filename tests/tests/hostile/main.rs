//! Names that shadow what annotations use: 200 random modules, the same in every run.
//!
//! Submodules, classes, functions, methods, properties, variables and aliases are called `int`, `typing`,
//! `property`, and like each other. Every stub must be clean for the checkers at their strictest, and must
//! reveal the types that a reference with every name qualified reveals.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod modules;
mod random;
mod reference;
mod reveal;

use modules::Module;
use pyo3_stub_gen::generate::{Config, Stub, SubmoduleStyle, render};
use random::Random;
use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::checkers::Checker;
use stub_tests::{Outcome, places, when};

/// How many modules there are.
const COUNT: u64 = 200;

/// A module, its stub, and what it is called.
struct Case {
    module: Module,
    stub: Stub,
    style: SubmoduleStyle,
}

fn cases() -> Vec<Case> {
    (0..COUNT).map(case).collect()
}

fn case(seed: u64) -> Case {
    let styles = [SubmoduleStyle::Protocol, SubmoduleStyle::Class, SubmoduleStyle::Namespace];
    let style = styles[usize::try_from(seed).expect("a small number") % styles.len()];
    let module = modules::module(&format!("h{seed:03}"), &mut Random::new(seed));
    let config = Config { submodule_style: style, ..Config::default() };
    let stub = render(&module.facts(), &module.name, &config)
        .unwrap_or_else(|problems| panic!("{}: {}", module.name, problems[0]));
    Case { module, stub, style }
}

/// Writes one file for each case into the empty directory `name`.
fn lay(name: &str, cases: &[Case], text: impl Fn(&Case) -> String) -> Outcome<PathBuf> {
    let site = places::own("sites")?.join(name);
    if site.exists() {
        when(fs::remove_dir_all(&site), site.display())?;
    }
    when(fs::create_dir_all(&site), site.display())?;
    for case in cases {
        when(fs::write(site.join(case.file()), text(case)), &case.module.name)?;
    }
    Ok(site)
}

impl Case {
    fn file(&self) -> String {
        format!("{}.pyi", self.module.name)
    }
}

#[test]
fn every_stub_is_accepted_and_reveals_what_the_reference_reveals() {
    let cases = cases();
    let run = || -> Outcome {
        let made = lay("hostile", &cases, |case| case.stub.text.clone())?;
        let reference = lay("hostile-reference", &cases, reference::text)?;
        let mut failures = String::new();
        let files: Vec<String> = cases.iter().map(Case::file).collect();
        let paths: Vec<&Path> = files.iter().map(Path::new).collect();
        for checker in Checker::ALL {
            if let Err(told) = checker.check(&made, &paths) {
                failures.push_str(&format!("{} objects: {told}\n", checker.name()));
            }
            failures.push_str(&reveal::differences(checker, &made, &reference, &cases)?);
        }
        if failures.is_empty() { Ok(()) } else { Err(failures) }
    };
    run().unwrap_or_else(|failures| panic!("{failures}"));
}

/// The names do get in each other's way: a generator that wrote short names only would fail.
#[test]
fn the_modules_are_hostile() {
    let cases = cases();
    let having = |text: &str| cases.iter().filter(|case| case.stub.text.contains(text)).count();
    for text in ["builtins.int", "_builtins.", "typing.", "@builtins.", "builtins.str"] {
        assert!(having(text) > 5, "{text}: {}", having(text));
    }
}
