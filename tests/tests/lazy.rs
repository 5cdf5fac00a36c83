//! Submodules that are made when they are first used, compared with the same modules in Python, in every version of Python
//! that is found.
//!
//! `PROCESSES=500 cargo test -p stub-tests --no-default-features --test lazy` tries more orders of threads.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use stub_tests::project::Project;
use stub_tests::{places, run, stubgen, venv};

/// The versions that the project supports.
const VERSIONS: [&str; 4] = ["3.10", "3.11", "3.12", "3.13"];

/// The number of threads in a process.
const THREADS: &str = "24";

/// The extension of the fixture as an installed package, which every version of Python imports.
static EXTENSION: LazyLock<PathBuf> = LazyLock::new(|| {
    let project = Project::read(&places::tests().join("fixtures/good/lazy")).expect("the fixture");
    let target = places::own("fixtures").expect("a directory");
    let mut build = run::cargo();
    venv::activate(&mut build).expect("an environment");
    build
        .args(["build", "--locked", "--manifest-path"])
        .arg(project.manifest())
        .env("CARGO_TARGET_DIR", &target);
    run::success(&mut build).unwrap_or_else(|error| panic!("{error}"));
    let package = places::own("lazy").expect("a directory");
    places::empty(&package).expect("an empty directory");
    std::fs::create_dir_all(package.join("harbour")).expect("a directory");
    let init = project.import_root().join("harbour/__init__.py");
    std::fs::copy(init, package.join("harbour/__init__.py")).expect("a copy");
    std::fs::copy(project.built(&target), package.join("harbour/quay.abi3.so")).expect("a copy");
    package
});

/// The interpreters, by their versions. Which versions are missing is printed.
fn interpreters() -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    let home = std::env::var_os("PYENV_ROOT").map(PathBuf::from);
    let home = home.or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".pyenv")));
    let pyenv = home.and_then(|home| places::directories(&home.join("versions")).ok()).unwrap_or_default();
    let installed = pyenv.into_iter().map(|directory| directory.join("bin/python"));
    let own = venv::project().expect("an environment").python();
    let candidates =
        installed.chain(VERSIONS.map(|version| PathBuf::from(format!("python{version}")))).chain([own]);
    for python in candidates {
        let script = "import sys; print('%d.%d' % sys.version_info[:2], end='')";
        if let Ok(version) = run::stdout(run::command(&python).args(["-c", script])) {
            found.entry(version).or_insert(python);
        }
    }
    found.retain(|version, _| VERSIONS.contains(&version.as_str()));
    for version in VERSIONS.iter().filter(|version| !found.contains_key(**version)) {
        println!("NOT CHECKED: Python {version}, which is not installed");
    }
    assert!(!found.is_empty(), "no version of Python is found");
    found
}

fn script(python: &Path, name: &str, arguments: &[&str]) -> String {
    let mut command = run::command(python);
    command.arg(places::tests().join("lazy").join(name)).args(arguments);
    run::stdout(&mut command).unwrap_or_else(|error| panic!("{error}"))
}

/// The outcomes of the statements in `forms.py` with the package in `directory`. Messages name the files of modules.
fn outcomes(python: &Path, directory: &Path) -> BTreeMap<String, Value> {
    let mut outcomes: BTreeMap<String, Value> =
        serde_json::from_str(&script(python, "forms.py", &[&directory.display().to_string()]))
            .expect("outcomes");
    for outcome in outcomes.values_mut() {
        if let Some(message) = outcome.pointer_mut("/1/1")
            && let Some((message_without_file, _)) = message.as_str().and_then(|text| text.rsplit_once(" ("))
        {
            *message = message_without_file.to_owned().into();
        }
    }
    outcomes
}

#[test]
fn the_import_system_treats_them_as_modules_of_python() {
    for (version, python) in interpreters() {
        let found = outcomes(&python, &EXTENSION);
        let expected = outcomes(&python, &places::tests().join("lazy/twin"));
        assert!(found.len() > 50);
        for (form, outcome) in &found {
            // Python has a specification of its own for the extension module itself.
            let is_of_extension = form == "-m harbour.quay";
            assert!(
                is_of_extension || outcome == &expected[form],
                "{version}: {form}\n{outcome}\n{}",
                expected[form]
            );
        }
    }
}

#[test]
fn an_initialiser_that_raises_is_found() {
    let _built = &*EXTENSION;
    let project = Project::read(&places::tests().join("fixtures/good/lazy")).expect("the fixture");
    let target = places::own("fixtures").expect("a directory");
    let mut test = stubgen::test(&project, &project.built(&target)).expect("the command");
    let output = run::output(test.env("HARBOUR_STORMS", "99")).expect("a process");
    let told = run::told(&test, &output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    let expected = "error[unloadable-submodule]: `harbour.quay.storm` cannot be loaded, because its initialiser raises \
                    RuntimeError: a storm";
    assert!(told.contains(expected), "{told}");
    assert_eq!(told.matches("error[").count(), 1, "{told}");
}

#[test]
fn each_is_filled_once_whatever_the_threads_do() {
    let processes = std::env::var("PROCESSES").map_or(8, |text| text.parse().expect("a number"));
    let directory = EXTENSION.display().to_string();
    for (version, python) in interpreters() {
        for seed in 0..processes {
            let storms = (seed % 4).to_string();
            let mut command = run::command(&python);
            command.arg(places::tests().join("lazy/threads.py"));
            command.args([&directory, &seed.to_string(), THREADS, &storms]);
            run::success(&mut command).unwrap_or_else(|error| panic!("{version}, {seed}: {error}"));
        }
    }
}
