//! A bundle is the inverse of a stub with a file for each module.
//!
//! The stubs are those of all examples and fixtures, and those of random modules, the same in every run: 200 whose names collide, 200
//! with odd items, and as many for several targets. Each is expanded in both ways: as `cargo stubgen expand` does, and as
//! `cargo stubgen test` does.
//!
//! How to write a test here: add a directory to `bundles/trees`. Its files are the tree, and the stub beside it is the bundle.
//! `cargo accept -p stub-tests --test bundles` writes it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod comments;
#[path = "../formatting/items.rs"]
mod items;
#[path = "../hostile/modules.rs"]
#[expect(dead_code, reason = "the test `hostile` needs more of it")]
mod modules;
mod situations;

use pyo3_stub_gen::facts::Facts;
use pyo3_stub_gen::generate::bundle::TreeFile;
use pyo3_stub_gen::generate::config::{Config, Selection, SubmoduleStyle};
use pyo3_stub_gen::generate::project::{ProjectSources, Pyproject, resolve};
use pyo3_stub_gen::generate::survey::Surveyed;
use pyo3_stub_gen::generate::variants::Target;
use pyo3_stub_gen::generate::{FileForm, Problem, PythonVersion, Stub, bundle, render, render_variants};
use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::places;
use stub_tests::random::Random;

/// How many random modules of each kind there are.
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

/// The stubs below `directory`, at any depth, without the trees that bundles were made of.
fn stubs(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a directory").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() && !entry.ends_with("target") && !entry.ends_with("tree") {
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
    for directory in ["examples", "tests/fixtures", "tests/variants", "tests/matrix", "tests/bundles"] {
        stubs(&places::root().join(directory), &mut paths);
    }
    paths.sort();
    let mut failures = String::new();
    let mut count = 0;
    for path in paths {
        let text = fs::read_to_string(&path).expect("a stub");
        let Some(module) = text.lines().next().and_then(|line| line.rsplit_once(" for ")) else { continue };
        // Others have a file for each importable submodule.
        let config = config(&path);
        if config.importable_submodules != Selection::None {
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

/// Makes random facts about the extension with a name.
type MakeFacts = fn(&str, u64) -> Facts;

/// Extensions whose names collide.
fn colliding(name: &str, seed: u64) -> Facts {
    modules::module(name, &mut Random::new(seed)).facts()
}

/// Extensions with odd items.
fn odd(_: &str, seed: u64) -> Facts {
    items::facts(&mut Random::new(seed))
}

/// One of the configurations, in turn.
fn configuration(seed: u64) -> Config {
    let styles = SubmoduleStyle::ALL;
    let style = styles[usize::try_from(seed).expect("a small number") % styles.len()];
    Config::builder().submodule_style(style).use_type_statement(seed % 5 == 4).build()
}

/// A random extension as one stub, and with a file for each module.
fn random(make: MakeFacts, seed: u64) -> (String, Config, Stub, Stub) {
    let (name, config) = (format!("h{seed:03}"), configuration(seed));
    let facts = make(&name, seed);
    let mut expanded = config.clone();
    expanded.importable_submodules = Selection::All;
    expanded.expanded = true;
    let of = |config: &Config| render(&facts, &name, config).unwrap_or_else(|it| panic!("{seed}: {}", it[0]));
    let (one, many) = (of(&config), of(&expanded));
    (name, config, one, many)
}

/// One stub for three targets, on which the extension differs in nearly everything.
fn merged(make: MakeFacts, seed: u64) -> (String, Config, Stub) {
    let target = |platform: &str, minor| Target {
        platform: platform.to_owned(),
        version: PythonVersion { major: 3, minor },
    };
    let targets = [target("linux", 10), target("win32", 10), target("linux", 12)];
    let (name, config) = (format!("h{seed:03}"), configuration(seed));
    let variants: Vec<(Target, Surveyed)> =
        (seed..).zip(targets).map(|(seed, target)| (target, Surveyed::from(make(&name, seed)))).collect();
    let variants: Vec<_> = variants.iter().map(|(target, facts)| (target.clone(), facts)).collect();
    let stub = render_variants(&variants, &name, &config).unwrap_or_else(|it| panic!("{seed}: {}", it[0]));
    (name, config, stub)
}

/// Fails with the first few of the stubs that are not what they should be.
fn all_are_equal(differences: impl Iterator<Item = (String, Option<String>)>) {
    let failures: Vec<String> =
        differences.filter_map(|(name, difference)| Some(format!("{name}:\n{}\n", difference?))).collect();
    let shown: String = failures.iter().take(4).cloned().collect();
    assert!(failures.is_empty(), "{} stubs:\n{shown}", failures.len());
}

/// The difference between `stub` and the bundle of `files`.
fn bundled_difference(stub: &Stub, files: &[TreeFile], module: &str, config: &Config) -> Option<String> {
    bundled(files, module, config).map_or_else(Some, |found| difference(&stub.text, &found))
}

#[test]
fn every_random_stub_is_the_bundle_of_its_files() {
    for make in [colliding as MakeFacts, odd] {
        all_are_equal((0..COUNT).map(|seed| {
            let (module, config, one, many) = random(make, seed);
            let difference = bundled_difference(&one, &files(&module, many), &module, &config);
            (module, difference)
        }));
    }
}

#[test]
fn every_random_stub_is_its_own_bundle() {
    for make in [colliding as MakeFacts, odd] {
        all_are_equal((0..COUNT).map(|seed| {
            let (module, config, one, _) = random(make, seed);
            let files = [file(&module, FileForm::Module, one.text.clone())];
            let difference = bundled_difference(&one, &files, &module, &config);
            (module, difference)
        }));
    }
}

#[test]
fn every_random_stub_for_several_targets_is_its_own_bundle() {
    for make in [colliding as MakeFacts, odd] {
        all_are_equal((0..COUNT).map(|seed| {
            let (module, config, stub) = merged(make, seed);
            let files = [file(&module, FileForm::Module, stub.text.clone())];
            let difference = bundled_difference(&stub, &files, &module, &config);
            (module, difference)
        }));
    }
}

/// The texts of the trees in `bundles` and of the random modules, as material.
fn material() -> Vec<(String, Vec<TreeFile>)> {
    let mut trees: Vec<_> = (0..20)
        .map(|seed| {
            let (module, _, _, many) = random(colliding, seed);
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
