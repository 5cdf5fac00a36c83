//! `importable-submodules`: a stub that is a tree of files.

use crate::ci::CHECK;
use crate::support::extension::facts_of;
use crate::support::schema::valid_lines;
use crate::support::{OLD_STUB, Project};
use insta::assert_snapshot;

const ROOT: &str = "python/demo/_core/__init__.pyi";
const SUBMODULE: &str = "python/demo/_core/sub/__init__.pyi";
const NESTED: &str = "python/demo/_core/sub/deep.pyi";
const SINGLE: &str = "python/demo/_core.pyi";

/// A package `demo` around an extension with one item, in the submodule `sub.deep`.
fn package(importable: &str) -> Project {
    let project = Project::new();
    project.write("python/demo/py.typed", "");
    project.write("src/lib.rs", project.read("src/lib.rs").replace("PyInit_demo", "PyInit__core"));
    project.write(
        "src/module.py",
        "import sys\nsub = type(sys)('sub')\nsub.deep = type(sys)('deep')\nsub.deep.NEW = 1\ndel sys\n",
    );
    let mut facts = facts_of("NEW");
    for fact in &mut facts.facts {
        if let pyo3_stub_gen::facts::Fact::Variable(variable) = fact {
            variable.module = Some(".sub.deep".to_owned());
        }
    }
    project.set_facts(&facts);
    select(&project, importable);
    project
}

/// A stub that was generated for `module`.
fn stub_of(module: &str) -> String {
    OLD_STUB.replacen('\n', &format!(" for {module}\n"), 1)
}

/// Sets the key.
fn select(project: &Project, importable: &str) {
    let maturin = "[tool.maturin]\nmodule-name = \"demo._core\"\npython-source = \"python\"\n";
    let table = format!("[tool.pyo3-stub-gen]\nimportable-submodules = {importable}\n");
    project.write("pyproject.toml", format!("{maturin}\n{table}"));
}

#[test]
fn each_importable_submodule_gets_a_file() {
    let project = package("true");
    assert_snapshot!(project.stubgen(&[]).stderr, @r#"
    Writing python/demo/_core/sub/__init__.pyi
    Writing python/demo/_core/sub/deep.pyi
    Writing python/demo/_core/__init__.pyi (1 item, 2 submodules) in [time]
    "#);
    assert!(project.read(NESTED).contains("\nNEW: "), "{}", project.read(NESTED));
    assert!(
        project.read(SUBMODULE).contains("\nfrom . import deep as deep\n"),
        "{}",
        project.read(SUBMODULE)
    );
    assert!(project.read(ROOT).contains("\nfrom . import sub as sub\n"), "{}", project.read(ROOT));
    assert!(!project.path(SINGLE).exists());
    assert_eq!(project.stubgen(&["check"]).code, Some(0));
}

#[test]
fn check_compares_every_file() {
    let project = package("true");
    project.stubgen(&[]);
    project.write(NESTED, OLD_STUB);
    let run = project.stubgen(&["check"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("+++ b/python/demo/_core/sub/deep.pyi\n"), "{}", run.stdout);
    assert_snapshot!(run.stderr, @r#"
    Fresh python/demo/_core/__init__.pyi
    Fresh python/demo/_core/sub/__init__.pyi
    Stale python/demo/_core/sub/deep.pyi differs from what would be written; run `cargo stubgen`
    "#);
}

#[test]
fn files_of_an_earlier_stub_are_removed() {
    let project = package("true");
    project.write(SINGLE, OLD_STUB);
    project.write("python/demo/_core/gone/deep.pyi", stub_of("demo._core"));
    project.write("python/demo/_core/by_hand.pyi", "x: int\n");
    project.stubgen(&[]);
    assert!(!project.path(SINGLE).exists());
    assert!(!project.path("python/demo/_core/gone").exists());
    assert_eq!(project.read("python/demo/_core/by_hand.pyi"), "x: int\n");

    select(&project, "[\"sub\"]");
    let run = project.stubgen(&["check"]);
    assert_eq!(run.code, Some(1));
    assert_snapshot!(run.stderr, @r#"
    Fresh python/demo/_core/__init__.pyi
    Stale python/demo/_core/sub.pyi does not exist; run `cargo stubgen`
    Stale python/demo/_core/sub/__init__.pyi belongs to an earlier stub; run `cargo stubgen`
    Stale python/demo/_core/sub/deep.pyi belongs to an earlier stub; run `cargo stubgen`
    "#);
    assert_snapshot!(project.stubgen(&[]).stderr, @r#"
     Writing python/demo/_core/sub.pyi
       Fresh python/demo/_core/__init__.pyi (1 item, 2 submodules) in [time]
    Removing python/demo/_core/sub/__init__.pyi, which an earlier stub left behind
    Removing python/demo/_core/sub/deep.pyi, which an earlier stub left behind
    "#);
    assert!(project.read("python/demo/_core/sub.pyi").contains("deep: _DeepProtocol"));
}

#[test]
fn stubs_of_other_extensions_are_left_alone() {
    let project = package("true");
    // The directory of the stub is the directory of a package with other extensions.
    let text = project.read("pyproject.toml") + "output = \"python/demo/__init__.pyi\"\n";
    project.write("pyproject.toml", text);
    let kept = ["python/demo/_other.pyi", "python/demo/_other/sub.pyi", "python/demo/tools/__init__.pyi"];
    let others = [stub_of("demo._other"), stub_of("demo._other"), OLD_STUB.to_owned()];
    for (path, text) in kept.iter().zip(&others) {
        project.write(path, text);
    }
    project.write("python/demo/gone.pyi", stub_of("demo._core"));
    assert_eq!(project.stubgen(&[]).code, Some(0));
    for (path, text) in kept.iter().zip(&others) {
        assert_eq!(project.read(path), *text, "{path}");
    }
    assert!(!project.path("python/demo/gone.pyi").exists());
    // One place for two extensions is an error.
    project.write("python/demo/__init__.pyi", stub_of("demo._other"));
    let run = project.stubgen(&[]);
    assert_eq!(run.code, Some(2));
    assert_snapshot!(run.stderr, @r#"
    error[other-module]: `[project]/python/demo/__init__.pyi` was generated for the module `demo._other`, so it is not replaced
     = help: choose another path with `--output`, or pass `--force` to replace the file
    "#);
    assert_eq!(project.read("python/demo/__init__.pyi"), stub_of("demo._other"));
}

#[test]
fn a_stub_that_a_package_has_replaced_is_stale_and_removed() {
    let project = package("false");
    project.write("python/demo.pyi", stub_of("demo"));
    project.write("python/demo/_core/sub.pyi", stub_of("demo._core"));
    project.stubgen(&["--output", "elsewhere/demo.pyi"]);
    assert!(project.path("python/demo.pyi").exists());
    let run = project.stubgen(&["check"]);
    assert_eq!(run.code, Some(1));
    assert_snapshot!(run.stderr, @r#"
    Stale python/demo/_core.pyi does not exist; run `cargo stubgen`
    Stale python/demo/_core/sub.pyi belongs to an earlier stub; run `cargo stubgen`
    Stale python/demo.pyi belongs to an earlier stub; run `cargo stubgen`
    "#);
    let lines = valid_lines(CHECK, &project.stubgen(&["check", "--format", "json"]).stdout);
    let states = lines[0]["files"].as_array().unwrap().iter().map(|file| file["state"].as_str().unwrap());
    assert_eq!(states.collect::<Vec<_>>(), ["missing", "left-over", "left-over"]);
    assert_snapshot!(project.stubgen(&[]).stderr, @r#"
     Writing python/demo/_core.pyi (1 item, 2 submodules) in [time]
    Removing python/demo/_core/sub.pyi, which an earlier stub left behind
    Removing python/demo.pyi, which an earlier stub left behind
    "#);
    assert_eq!(project.stubgen(&["check"]).code, Some(0));
    assert!(!project.path("python/demo.pyi").exists());
    // A hand-written file, and one of an earlier version, may be anything.
    for text in ["x: int\n", OLD_STUB] {
        project.write("python/demo.pyi", text);
        assert_eq!(project.stubgen(&[]).code, Some(0));
        assert_eq!(project.read("python/demo.pyi"), text);
    }
}

#[test]
fn nothing_is_written_where_one_file_is_in_the_way() {
    let project = package("true");
    project.write(SINGLE, OLD_STUB);
    project.write(ROOT, "x: int\n");
    let run = project.stubgen(&[]);
    assert_eq!(run.code, Some(2));
    assert_snapshot!(run.stderr, @r#"
    error[hand-written]: `[project]/python/demo/_core/__init__.pyi` was not generated, so it is not replaced
     = help: move the file, pass `--force` to replace it, or choose another path with `--output`
    "#);
    assert_eq!(project.read(ROOT), "x: int\n");
    assert_eq!(project.read(SINGLE), OLD_STUB);
    assert!(!project.path(NESTED).exists());
}

#[test]
fn several_files_are_not_printed() {
    let project = package("true");
    let run = project.stubgen(&["--stdout"]);
    assert_eq!((run.code, &*run.stdout), (Some(2), ""));
    assert_snapshot!(run.stderr, @r#"
    error[several-files]: the stub consists of 3 files because of `importable-submodules`, but `--stdout` prints only one
     = help: write them to a directory instead, such as `DIR/NAME` with `--output DIR/NAME.pyi`
    "#);
}

#[test]
fn a_rust_only_layout_has_one_file() {
    let project = package("true");
    let text = project.read("pyproject.toml").replace("python-source = \"python\"\n", "");
    project.write("pyproject.toml", text.replace("demo._core", "_core"));
    project.write("_core.pyi", OLD_STUB);
    let run = project.stubgen(&[]);
    assert_eq!(run.code, Some(2));
    assert_snapshot!(run.stderr, @r#"
    error[importable-without-package]: `importable-submodules` splits the stub into several files, but maturin packages only one stub of a Rust-only project
     = help: move the extension into a Python package: set `python-source`, and `module-name = "package._name"`, in `[tool.maturin]`; or remove the key, so that type checkers reject `import m.sub` and accept every use of `m.sub` itself
    error[not-written]: no stub was written for `_core`: 1 error
    "#);
    assert_eq!(project.read("_core.pyi"), OLD_STUB);
}

#[test]
fn a_submodule_that_is_not_there_is_named() {
    let project = package("[\"sub.dep\"]");
    let run = project.stubgen(&[]);
    assert_eq!(run.code, Some(2));
    assert_snapshot!(run.stderr, @r#"
    error[unknown-importable]: `importable-submodules` names `sub.dep`, but the extension `demo._core` has no such submodule
     = help: did you mean `"sub.deep"`?
    error[not-written]: no stub was written for `demo._core`: 1 error
    "#);
}
