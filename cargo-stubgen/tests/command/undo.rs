//! `init --undo`: whatever happened before, it leaves what `init` did not change, and nothing of what it did.

use crate::init::{earlier_project, project};
use crate::support::Project;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

const MIGRATE: [&str; 6] = ["init", "--migrate", "--path", "library", "--allow-no-vcs", "--offline"];

const UNDO: [&str; 3] = ["init", "--undo", "--offline"];

/// What moves from the root of a crate to that of a member.
const MOVED: [&str; 3] = ["Cargo.toml", "src", "stub_gen.rs"];

/// A workspace without a package of its own. Its member `python` is a crate of an earlier version, and it has a lock file.
fn workspace() -> Project {
    let project = earlier_project();
    fs::create_dir(project.path("python")).unwrap();
    for name in MOVED {
        fs::rename(project.path(name), project.path("python").join(name)).unwrap();
    }
    let manifest = project.read("python/Cargo.toml");
    let (package, rest) = manifest.split_once("[patch.crates-io]").unwrap();
    let (patch, rest) = rest.split_once("[workspace]").unwrap();
    let package = package.replace("path = \"pyo3\"", "path = \"../pyo3\"");
    project.write("python/Cargo.toml", format!("{package}{rest}"));
    project.write(
        "Cargo.toml",
        format!("[workspace]\nresolver = \"3\"\nmembers = [\"python\"]\n\n[patch.crates-io]{patch}"),
    );
    let pyproject = project.read("pyproject.toml");
    project.write(
        "pyproject.toml",
        format!("{pyproject}\n[tool.maturin]\nmanifest-path = \"python/Cargo.toml\"\n"),
    );
    lock(&project);
    project
}

/// Has Cargo write the lock file.
fn lock(project: &Project) {
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--offline", "--format-version", "1"]).current_dir(project.root());
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The bytes of every file without what Cargo builds, by their paths.
fn files(project: &Project) -> BTreeMap<String, Vec<u8>> {
    fn walk(directory: &Path, root: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.ends_with("target") {
                continue;
            }
            if path.is_dir() {
                walk(&path, root, files);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(project.root(), project.root(), &mut found);
    found
}

/// Asserts that the files of `project` are as they were, and says which are not.
fn assert_restored(project: &Project, before: &BTreeMap<String, Vec<u8>>) {
    let after = files(project);
    let names: Vec<&String> = before.keys().chain(after.keys()).collect();
    let differ: Vec<&&String> = names.iter().filter(|name| before.get(**name) != after.get(**name)).collect();
    assert!(differ.is_empty(), "{differ:?}");
}

/// Runs `init --migrate`, and adds `arguments`.
fn migrate(project: &Project, arguments: &[&str]) {
    let run = project.stubgen(&[&MIGRATE[..], arguments].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

/// Runs `init --undo`, which must succeed, and returns what it printed.
fn undo(project: &Project) -> String {
    let run = project.stubgen(&UNDO);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run.stderr
}

/// The names of the packages in the lock file.
fn locked(project: &Project) -> Vec<String> {
    let lock = project.read("Cargo.lock");
    let names = lock.lines().filter_map(|line| line.strip_prefix("name = "));
    names.map(|name| name.trim_matches('"').to_owned()).collect()
}

#[test]
fn two_runs_in_a_workspace_are_taken_back() {
    let project = workspace();
    let before = files(&project);
    migrate(&project, &[]);
    assert!(locked(&project).contains(&"macros".to_owned()) && before != files(&project));
    migrate(&project, &[]);
    assert_eq!(undo(&project), "    Restored 9 files");
    assert_restored(&project, &before);
}

#[test]
fn items_and_dependencies_that_were_added_between_two_runs_stay() {
    let project = workspace();
    project
        .write("extra/Cargo.toml", "[package]\nname = \"extra\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    project.write("extra/src/lib.rs", "");
    let added = |project: &Project| {
        let more = project.read("python/src/more.rs");
        project.write("python/src/more.rs", format!("{more}\n#[pyo3::pyfunction]\nfn added() {{}}\n"));
        let manifest = project.read("python/Cargo.toml");
        let dependency = "[dependencies]\nextra = { path = \"../extra\" }\n";
        project.write("python/Cargo.toml", manifest.replace("[dependencies]\n", dependency));
        lock(project);
    };
    // What the project would be like without `init`.
    let start = files(&project);
    added(&project);
    let expected = files(&project);
    assert!(locked(&project).contains(&"extra".to_owned()));
    start.iter().for_each(|(name, bytes)| project.write(name, bytes));

    migrate(&project, &[]);
    added(&project);
    migrate(&project, &[]);
    assert_eq!(project.read("python/src/more.rs").matches("gen_stub_pyfunction").count(), 1);
    assert_eq!(undo(&project), "    Restored 9 files");
    assert_restored(&project, &expected);
}

#[test]
fn a_package_that_was_changed_in_the_lock_file_stays() {
    let project = workspace();
    migrate(&project, &[]);
    let entry = "name = \"macros\"\nversion = \"0.1.0\"\n";
    let macros = project.read("macros/Cargo.toml");
    let lock = project.read("Cargo.lock");
    project.write("macros/Cargo.toml", macros.replace("0.1.0", "0.1.1"));
    project.write("Cargo.lock", lock.replace(entry, &entry.replace("0.1.0", "0.1.1")));
    let told = undo(&project);
    assert!(told.contains("Restored"), "{told}");
    assert!(project.read("Cargo.lock").contains("0.1.1"));
    assert!(
        !project.read("Cargo.lock").contains(env!("CARGO_PKG_VERSION")),
        "{}",
        project.read("Cargo.lock")
    );
}

#[test]
fn files_that_were_restored_in_another_way_are_as_they_were() {
    let project = workspace();
    let before = files(&project);
    migrate(&project, &[]);
    // Version control does not know the lock file and the stub of this project.
    let sources = before.iter().filter(|(name, _)| !name.ends_with(".lock") && !name.ends_with(".pyi"));
    sources.for_each(|(name, bytes)| project.write(name, bytes));
    migrate(&project, &[]);
    let told = undo(&project);
    assert!(!told.contains("warning"), "{told}");
    assert_restored(&project, &before);
}

#[test]
#[cfg(unix)]
fn a_run_that_was_interrupted_is_taken_back() {
    use std::os::unix::fs::PermissionsExt as _;
    for project in [workspace(), project()] {
        let before = files(&project);
        // The first program that is run after the changes.
        let killer = project.path("target/killer");
        project.write("target/killer", "#!/bin/sh\nkill -9 $PPID\n");
        fs::set_permissions(&killer, fs::Permissions::from_mode(0o755)).unwrap();
        let arguments = [&MIGRATE[..], &["--python", "target/killer"]].concat();
        let run = project.stubgen(&arguments);
        assert_eq!(run.code, None, "{}", run.stderr);
        assert_ne!(files(&project), before);
        assert!(locked(&project).contains(&"macros".to_owned()));
        let again = project.stubgen(&arguments);
        assert_eq!(again.code, None, "{}", again.stderr);
        assert!(undo(&project).contains("    Restored "));
        assert_restored(&project, &before);
        migrate(&project, &[]);
        let told = undo(&project);
        assert!(!told.contains("warning"), "{told}");
        assert_restored(&project, &before);
    }
}
