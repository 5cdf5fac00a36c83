//! Names that shadow what annotations use: 200 random modules, the same in every run.
//!
//! Submodules, classes, functions, methods, properties, variables and aliases have names such as `int`, `typing` and `property`,
//! and names of each other. The checkers must accept every stub at their strictest. They must reveal the same types as for a
//! reference in which every name is qualified.
//!
//! How to write a test here: let `modules.rs` produce more kinds of items, and `reference.rs` write them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod modules;
mod reference;
mod reveal;

use modules::Module;
use pyo3_stub_gen::generate::config::Selection;
use pyo3_stub_gen::generate::expand::{StubSource, expand};
use pyo3_stub_gen::generate::model::ModuleInfo;
use pyo3_stub_gen::generate::{Config, FileForm, Stub, SubmoduleStyle, describe, render};
use std::path::{Path, PathBuf};
use stub_tests::checkers::Checker;
use stub_tests::random::Random;
use stub_tests::{Outcome, places};

/// How many modules there are.
const COUNT: u64 = 200;

/// How many of them are trees of files too, with every submodule importable.
const TREES: u64 = 60;

/// A module, its stub, and what it is called.
struct Case {
    module: Module,
    stub: Stub,
    /// The subject of the stub.
    tree: ModuleInfo,
    style: SubmoduleStyle,
}

fn cases() -> Vec<Case> {
    (0..COUNT).map(|seed| case(seed, Selection::None)).collect()
}

fn trees() -> Vec<Case> {
    (0..TREES).map(|seed| case(seed, Selection::All)).collect()
}

fn case(seed: u64, importable_submodules: Selection) -> Case {
    let styles = [SubmoduleStyle::Protocol, SubmoduleStyle::Class, SubmoduleStyle::Namespace];
    let style = styles[usize::try_from(seed).expect("a small number") % styles.len()];
    let module = modules::module(&format!("h{seed:03}"), &mut Random::new(seed));
    let config =
        Config::builder().submodule_style(style).importable_submodules(importable_submodules).build();
    let facts = module.facts();
    let stub = render(&facts, &module.name, &config)
        .unwrap_or_else(|problems| panic!("{}: {}", module.name, problems[0]));
    let tree = describe(&facts, &module.name, &config).expect("what has a stub has a tree");
    Case { module, stub, tree, style }
}

/// Writes the files of each case into the empty directory `name`.
fn lay(name: &str, cases: &[Case], files: impl Fn(&Case) -> Vec<(PathBuf, String)>) -> Outcome<PathBuf> {
    let site = places::own("sites")?.join(name);
    places::empty(&site)?;
    for (path, text) in cases.iter().flat_map(files) {
        places::write(&site.join(path), &text)?;
    }
    Ok(site)
}

impl Case {
    /// The stub's files.
    fn files(&self) -> Vec<(PathBuf, String)> {
        let root = PathBuf::from(&self.module.name);
        if self.stub.submodule_files.is_empty() {
            return vec![(root.with_extension("pyi"), self.stub.text.clone())];
        }
        let submodules = self.stub.submodule_files.iter().map(|file| {
            let path = file.path.iter().fold(root.clone(), |path, name| path.join(name));
            match file.form {
                FileForm::Package => (path.join("__init__.pyi"), file.text.clone()),
                FileForm::Module => (path.with_extension("pyi"), file.text.clone()),
            }
        });
        std::iter::once((root.join("__init__.pyi"), self.stub.text.clone())).chain(submodules).collect()
    }

    /// A file for each module that the stub describes.
    fn expanded(&self) -> Vec<(PathBuf, String)> {
        let files = self.files();
        let modules: Vec<String> = files.iter().map(|(path, _)| dotted(path)).collect();
        let sources: Vec<StubSource<'_>> = std::iter::zip(&files, &modules)
            .map(|((path, text), module)| {
                let form = if path.ends_with("__init__.pyi") { FileForm::Package } else { FileForm::Module };
                StubSource { module, form, text }
            })
            .collect();
        let expansion = expand(&sources).unwrap_or_else(|error| panic!("{}: {error:?}", self.module.name));
        assert!(expansion.problems.is_empty(), "{}: {:?}", self.module.name, expansion.problems);
        let place = |name: &str| PathBuf::from(name.replace('.', "/")).join("__init__.pyi");
        expansion.modules.into_iter().map(|module| (place(&module.name), module.text)).collect()
    }

    /// The path that a checker reads: the stub, or the package.
    fn path(&self) -> PathBuf {
        let is_file = self.stub.submodule_files.is_empty();
        PathBuf::from(&self.module.name).with_extension(if is_file { "pyi" } else { "" })
    }
}

/// The dotted name of the module whose stub is at `path`.
fn dotted(path: &Path) -> String {
    let path = path.with_extension("");
    let module = if path.ends_with("__init__") { path.parent().unwrap_or(&path) } else { &path };
    module.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join(".")
}

#[test]
fn every_stub_is_accepted_and_reveals_what_the_reference_reveals() {
    let run = || -> Outcome {
        let cases = cases();
        let made = lay("hostile", &cases, Case::files)?;
        let reference = lay("hostile-reference", &cases, |case| vec![(case.path(), reference::text(case))])?;
        compare(&cases, &made, &reference)
    };
    run().unwrap_or_else(|failures| panic!("{failures}"));
}

#[test]
fn so_is_every_tree_of_stubs() {
    let run = || -> Outcome {
        let cases = trees();
        let made = lay("hostile-trees", &cases, Case::files)?;
        let reference = lay("hostile-trees-reference", &cases, reference::tree)?;
        compare(&cases, &made, &reference)
    };
    run().unwrap_or_else(|failures| panic!("{failures}"));
}

/// An expanded stub, as `cargo stubgen test` uses it, has the same meaning as the stub: every name in it, wherever it moved to.
#[test]
fn so_is_every_stub_that_is_expanded_to_its_modules() {
    let run = |name: &str, cases: &[Case]| -> Outcome {
        let made = lay(name, cases, Case::expanded)?;
        let reference = lay(&format!("{name}-reference"), cases, reference::tree)?;
        let paths: Vec<PathBuf> = cases.iter().map(|case| PathBuf::from(&case.module.name)).collect();
        let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
        // stubtest reads them with mypy only.
        Checker::Mypy.check(&made, &paths)?;
        let differences = reveal::differences(Checker::Mypy, &made, &reference, cases)?;
        if differences.is_empty() { Ok(()) } else { Err(differences) }
    };
    let both = run("hostile-expanded", &cases()).and_then(|()| run("hostile-trees-expanded", &trees()));
    both.unwrap_or_else(|failures| panic!("{failures}"));
}

/// Checks the stubs in `made` with every checker, and compares the types that it reveals with those of `reference`.
fn compare(cases: &[Case], made: &Path, reference: &Path) -> Outcome {
    let mut failures = String::new();
    let files: Vec<PathBuf> = cases.iter().map(Case::path).collect();
    let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    for checker in Checker::ALL {
        if let Err(told) = checker.check(made, &paths) {
            failures.push_str(&format!("{} objects: {told}\n", checker.name()));
        }
        failures.push_str(&reveal::differences(checker, made, reference, cases)?);
    }
    if failures.is_empty() { Ok(()) } else { Err(failures) }
}

/// The names do shadow each other, so a generator that wrote short names only would fail.
#[test]
fn the_modules_are_hostile() {
    let cases = cases();
    let having = |text: &str| cases.iter().filter(|case| case.stub.text.contains(text)).count();
    for text in ["builtins.int", "_builtins.", "typing.", "@builtins.", "builtins.str"] {
        assert!(having(text) > 5, "{text}: {}", having(text));
    }
}
