//! A bundle is the inverse of a stub with a file for each module.
//!
//! The stubs are those of all examples and fixtures, and those of 200 random modules, the same in every run. Each is expanded in
//! both ways: as `cargo stubgen expand` does, and as `cargo stubgen test` does.
//!
//! How to write a test here: add a directory to `bundles/trees`. Its files are the tree, and the stub beside it is the bundle.
//! `cargo accept -p stub-tests --test bundles` writes it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../hostile/modules.rs"]
#[expect(dead_code, reason = "the test `hostile` needs more of it")]
mod modules;
mod situations;

use pyo3_stub_gen::generate::bundle::TreeFile;
use pyo3_stub_gen::generate::config::{Config, Selection, SubmoduleStyle};
use pyo3_stub_gen::generate::project::{ProjectSources, Pyproject, resolve};
use pyo3_stub_gen::generate::{FileForm, Problem, Stub, bundle, render};
use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::places;
use stub_tests::random::Random;

/// How many random modules there are.
const COUNT: u64 = 200;

/// A file of a tree.
fn file(module: &str, form: FileForm, text: String) -> TreeFile {
    let path = format!("{}.pyi", module.replace('.', "/"));
    TreeFile { module: module.to_owned(), form, path, imported_from: None, text }
}

/// The bundle of `files`, or the problems as text.
fn bundled(files: &[TreeFile], module: &str, config: &Config) -> Result<String, String> {
    let told = |problems: Vec<Problem>| problems.iter().map(|it| format!("{it}\n")).collect::<String>();
    bundle(files, module, config).map(|stub| stub.text).map_err(told)
}

/// The first lines that differ between two texts.
fn difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let text = similar::TextDiff::from_lines(expected, found).unified_diff().context_radius(2).to_string();
    Some(text.lines().take(60).collect::<Vec<_>>().join("\n"))
}

/// The files of a stub whose submodules are all importable.
fn files(module: &str, stub: Stub) -> Vec<TreeFile> {
    let form = if stub.submodule_files.is_empty() { FileForm::Module } else { FileForm::Package };
    let submodules = stub.submodule_files.into_iter();
    let submodules = submodules.map(|it| file(&format!("{module}.{}", it.path.join(".")), it.form, it.text));
    std::iter::once(file(module, form, stub.text)).chain(submodules).collect()
}

/// The stubs below `directory`, at any depth.
fn stubs(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a directory").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() && !entry.ends_with("target") {
            stubs(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension == "pyi") {
            found.push(entry);
        }
    }
}

/// The configuration of the project that the stub at `path` belongs to.
fn config(path: &Path) -> Config {
    let project = path.ancestors().find(|it| it.join("pyproject.toml").is_file());
    let Some(project) = project.filter(|it| it.starts_with(places::root())) else { return Config::default() };
    let pyproject = Pyproject::read(&project.join("pyproject.toml")).expect("a pyproject.toml");
    let manifest = project.join("Cargo.toml");
    let sources =
        ProjectSources { manifest: &manifest, pyproject: Some(&pyproject), module: Some("m"), output: None };
    resolve(&sources).map_or(pyproject.config, |project| project.config)
}

#[test]
fn every_stub_of_the_repository_is_its_own_bundle() {
    let mut paths = Vec::new();
    for directory in ["examples", "tests/fixtures", "tests/variants", "tests/matrix"] {
        stubs(&places::root().join(directory), &mut paths);
    }
    paths.sort();
    let mut failures = String::new();
    let mut count = 0;
    for path in paths {
        let text = fs::read_to_string(&path).expect("a stub");
        let Some(module) = text.lines().next().and_then(|line| line.rsplit_once(" for ")) else { continue };
        // Others have a file for each importable submodule, or conditions around the classes of submodules.
        let config = config(&path);
        if config.importable_submodules != Selection::None || path.ends_with("sensor.pyi") {
            continue;
        }
        count += 1;
        let found = bundled(&[file(module.1, FileForm::Module, text.clone())], module.1, &config);
        let difference = found.map_or_else(Some, |found| difference(&text, &found));
        if let Some(difference) = difference {
            failures.push_str(&format!("{}:\n{difference}\n", path.display()));
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(count > 15, "only {count} stubs were found");
}

/// A random module in both forms: as one stub, and as files.
fn random(seed: u64) -> (String, Config, Stub, Stub) {
    let styles = SubmoduleStyle::ALL;
    let style = styles[usize::try_from(seed).expect("a small number") % styles.len()];
    let module = modules::module(&format!("h{seed:03}"), &mut Random::new(seed));
    let facts = module.facts();
    let config =
        |selection| Config::builder().submodule_style(style).importable_submodules(selection).build();
    let of = |config: &Config| render(&facts, &module.name, config).unwrap_or_else(|it| panic!("{}", it[0]));
    let (one, many) = (of(&config(Selection::None)), of(&config(Selection::All)));
    (module.name.clone(), config(Selection::None), one, many)
}

#[test]
fn every_random_stub_is_the_bundle_of_its_files() {
    let mut failures = Vec::new();
    for seed in 0..COUNT {
        let (module, config, one, many) = random(seed);
        let found = bundled(&files(&module, many), &module, &config);
        if let Some(difference) = found.map_or_else(Some, |found| difference(&one.text, &found)) {
            failures.push(format!("{module}:\n{difference}\n"));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {COUNT}:\n{}",
        failures.len(),
        failures[..failures.len().min(4)].concat()
    );
}

#[test]
fn every_random_stub_is_its_own_bundle() {
    let mut failures = Vec::new();
    for seed in 0..COUNT {
        let (module, config, one, _) = random(seed);
        let found = bundled(&[file(&module, FileForm::Module, one.text.clone())], &module, &config);
        if let Some(difference) = found.map_or_else(Some, |found| difference(&one.text, &found)) {
            failures.push(format!("{module}:\n{difference}\n"));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {COUNT}:\n{}",
        failures.len(),
        failures[..failures.len().min(4)].concat()
    );
}

/// The texts of the trees in `bundles` and of the random modules, as material.
fn material() -> Vec<(String, Vec<TreeFile>)> {
    let mut trees: Vec<_> = (0..20)
        .map(|seed| {
            let (module, _, _, many) = random(seed);
            let files = files(&module, many);
            (module, files)
        })
        .collect();
    trees.extend(situations::trees().expect("the trees"));
    trees
}

/// `text` with one piece removed, repeated or moved. Pieces are lines, or a few characters.
fn damaged(text: &str, random: &mut Random) -> String {
    let mut pieces: Vec<&str> = match random.below(2) {
        0 => text.split_inclusive('\n').collect(),
        _ => text.split_inclusive(|c: char| !c.is_alphanumeric()).collect(),
    };
    if pieces.is_empty() {
        return text.to_owned();
    }
    let (one, other) = (random.below(pieces.len()), random.below(pieces.len()));
    match random.below(4) {
        0 => drop(pieces.remove(one)),
        1 => pieces.insert(other, pieces[one]),
        2 => pieces.swap(one, other),
        _ => pieces.truncate(one),
    }
    pieces.concat()
}

/// Damaged trees are bundled, or refused with a place. What is written is valid Python.
#[test]
fn damaged_trees_are_refused_with_a_place_or_bundled() {
    let mut random = Random::new(20);
    let (mut refused, mut made) = (0, 0);
    for (module, files) in material() {
        for _ in 0..40 {
            let mut files = files.clone();
            for _ in 0..1 + random.below(3) {
                let at = random.below(files.len());
                files[at].text = damaged(&files[at].text, &mut random);
            }
            match bundle(&files, &module, &Config::default()) {
                Ok(stub) => {
                    made += 1;
                    stub.check().unwrap_or_else(|error| panic!("{error}:\n{}\n{files:#?}", stub.text));
                }
                Err(problems) => {
                    refused += 1;
                    assert!(problems.iter().all(|it| it.position.is_some()), "{problems:#?}\n{files:#?}");
                }
            }
        }
    }
    assert!(refused > 100 && made > 100, "{refused} refused, {made} made");
}
