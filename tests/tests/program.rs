//! A program of the user's own, which writes the stub in its own process, writes the same files as `cargo stubgen`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use stub_tests::{compare, places, run, stubgen, venv};

/// How the project names this repository's library.
const LIBRARY: &str = "../../../pyo3-stub-gen";

/// The generated files in `directory`, by their place in it.
fn written(directory: &Path) -> BTreeMap<PathBuf, String> {
    let files = places::files(directory).expect("a directory");
    let of_stub = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name == "py.typed" || name == "__init__.py" || name.ends_with(".pyi")
    };
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a text");
        (path.strip_prefix(directory).expect("a file of the directory").to_owned(), text)
    };
    files.into_iter().filter(of_stub).map(read).collect()
}

/// `cargo run` in `project`, with `arguments` for the program.
fn program(project: &Path, target: &Path, arguments: &[&str]) -> Command {
    let mut program = run::cargo();
    program.args(["run", "--quiet", "--locked", "--bin", "stub_gen", "--"]).args(arguments);
    program.current_dir(project).env("CARGO_TARGET_DIR", target);
    venv::activate(&mut program).expect("an environment");
    program
}

/// Whether libpython is there, which such a program is linked with, and which not every Python has.
fn has_libpython() -> bool {
    let mut python = run::command(venv::project().expect("an environment").python());
    let code = "import os, sysconfig as s; v = s.get_config_var; print(os.name == 'nt' or \
                os.path.exists(os.path.join(v('LIBDIR') or '', v('LDLIBRARY') or '')))";
    run::stdout(python.args(["-c", code])).expect("Python's configuration").trim() == "True"
}

/// The program can remove modules from the stub, but not add any.
fn leaves_modules_out(project: &Path, target: &Path, own: &BTreeMap<PathBuf, String>) {
    let stub = Path::new("program/_core.pyi");
    let said = run::success(&mut program(project, target, &["less", "program._core.parts", "program"]))
        .unwrap_or_else(|error| panic!("{error}"));
    let less = written(&project.join("less"));
    let lost: Vec<&PathBuf> = own.keys().filter(|path| !less.contains_key(*path)).collect();
    assert_eq!(
        lost,
        [Path::new("program/__init__.py")],
        "only the package that was taken out has lost a file"
    );
    assert!(own[stub].contains("halves") && own[stub].contains("parts"), "{}", own[stub]);
    assert!(!less[stub].contains("halves") && !less[stub].contains("parts"), "{}", less[stub]);
    assert!(less[stub].contains("class Text"), "{}", less[stub]);
    let note = String::from_utf8_lossy(&said.stderr);
    assert!(note.contains("`program._core.parts` was removed from `StubInfo::modules`"), "{note}");

    let change = "program._core.parts=program._core.pieces";
    let output = program(project, target, &["more", change]).output().expect("the program");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && !project.join("more").exists(), "{error}");
    assert!(error.contains("the entry `program._core.pieces`") && error.contains("help: "), "{error}");
}

#[test]
fn it_writes_what_cargo_stubgen_writes() {
    if !has_libpython() {
        println!("NOT CHECKED: programs that write the stub, because this Python has no libpython to link");
        return;
    }
    let place = places::own("program").expect("a directory");
    let (project, target) = (place.join("project"), place.join("target"));
    places::empty(&project).expect("an empty directory");
    places::copy(&places::tests().join("fixtures/program"), &project).expect("the project");
    let manifest = project.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    fs::write(&manifest, text.replace(LIBRARY, &places::library())).expect("a manifest");

    let said = run::stdout(&mut program(&project, &target, &[])).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(said.trim(), "a-program");
    let package = project.join("python");
    let own = written(&package);
    assert_eq!(own.len(), 3, "an `__init__.py`, a stub and a marker, not {:?}", own.keys());

    // Below another directory that the program names.
    let elsewhere = project.join("elsewhere");
    run::success(&mut program(&project, &target, &["elsewhere"])).unwrap_or_else(|error| panic!("{error}"));
    compare::same_files(&own, &written(&elsewhere), "elsewhere").unwrap_or_else(|error| panic!("{error}"));
    // The package's own directory is the one that the stub belongs to.
    run::success(&mut program(&project, &target, &["python/program"]))
        .unwrap_or_else(|error| panic!("{error}"));
    compare::same_files(&own, &written(&package), "python").unwrap_or_else(|error| panic!("{error}"));

    leaves_modules_out(&project, &target, &own);

    for path in own.keys() {
        fs::remove_file(package.join(path)).expect("a file that was written");
    }
    let mut stubgen = stubgen::stubgen(&manifest, &target).expect("the command");
    run::success(&mut stubgen).unwrap_or_else(|error| panic!("{error}"));
    compare::same_files(&written(&package), &own, "the program's").unwrap_or_else(|error| panic!("{error}"));
}
