//! `--artifact`: libraries and wheels that were built before, with and without a project around them.

use crate::support::extension::{Behaviour, compile};
use crate::support::{Project, Run};
use insta::assert_snapshot;
use std::process::Command;

/// A project's files and an extension built from them, where Cargo would not look.
fn built(behaviour: Behaviour) -> Project {
    let project = Project::that(behaviour);
    compile(project.root(), "demo.so");
    project
}

/// Packs a wheel.
fn pack(project: &Project, wheel: &str, members: &[&str]) {
    let script = "import sys, zipfile\n\
        with zipfile.ZipFile(sys.argv[1], 'w') as wheel:\n    \
        for name in sys.argv[2:]: wheel.write('demo.so', name)";
    let mut python = Command::new("python3");
    python.args(["-c", script, wheel]).args(members).current_dir(project.root());
    assert!(python.status().unwrap().success());
}

#[test]
fn a_library_is_read_and_nothing_is_built() {
    let project = built(Behaviour::Answers);
    // It would not compile.
    project.write("src/lib.rs", "fn broken( {}\n");
    let run = project.stubgen(&["--artifact", "demo.so"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "     Writing demo.pyi (1 item) in [time]"));
    assert!(!project.path("target").exists());
}

#[test]
fn outside_a_project_the_module_must_be_named() {
    let project = built(Behaviour::Answers);
    for file in ["Cargo.toml", "pyproject.toml"] {
        project.remove(file);
    }
    assert_snapshot!(project.failure(&["--artifact", "demo.so"]), @r#"
    error[unnamed-artifact]: the name of the Python module in `demo.so` is unknown outside a project
     = help: run it in the project's directory, or pass `--module NAME --output NAME.pyi`
    "#);
    let run = project.stubgen(&["--artifact", "demo.so", "--module", "demo"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "     Writing demo.pyi (1 item) in [time]"));
}

#[test]
fn a_library_of_another_format_or_without_symbols_is_refused() {
    let stderr = built(Behaviour::OtherFormat).failure(&["--artifact", "demo.so"]);
    assert!(stderr.contains("was built with pyo3-stub-gen 99.1.0"), "{stderr}");
    let stderr = built(Behaviour::Unlinked).failure(&["--artifact", "demo.so", "--no-import"]);
    assert!(stderr.contains("demo.so` does not register any items"), "{stderr}");
}

#[test]
fn a_wheel_is_unpacked() {
    let project = built(Behaviour::Answers);
    pack(&project, "demo-1.whl", &["demo/demo.so", "demo.libs/other.so", "demo/data.txt"]);
    let run = project.stubgen(&["--artifact", "demo-1.whl", "--stdout"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.contains("NEW: int"), "{}", run.stdout);
}

#[test]
fn a_wheel_with_two_extensions_needs_a_choice() {
    let project = built(Behaviour::Answers);
    pack(&project, "demo-1.whl", &["demo/a.so", "demo/b.so"]);
    assert_snapshot!(project.failure(&["--artifact", "demo-1.whl"]), @r#"
    error[ambiguous-wheel]: the wheel `demo-1.whl` has 2 extension modules
     = help: unpack the wheel, and pass one of these to `--artifact`:
             demo/a.so
             demo/b.so
    "#);
}

#[test]
fn what_is_not_an_extension_is_refused() {
    let project = built(Behaviour::Answers);
    pack(&project, "empty.whl", &["demo/__init__.py"]);
    project.write("false.whl", "this is not an archive");
    project.write("false.so", "this is not a library");
    assert_snapshot!(project.failure(&["--artifact", "empty.whl"]), @r#"
    error[unreadable-artifact]: cannot read the artifact `empty.whl`: it does not contain an extension module
     = help: pass the shared library or the wheel of an extension
    "#);
    assert_snapshot!(project.failure(&["--artifact", "false.whl"]), @r#"
    error[unreadable-artifact]: cannot read the artifact `false.whl`: BadZipFile: File is not a zip file
     = help: pass the shared library or the wheel of an extension
    "#);
    assert_snapshot!(project.failure(&["--artifact", "src"]), @r#"
    error[unreadable-artifact]: cannot read the artifact `src`: it is not a file
     = help: pass the shared library or the wheel of an extension
    "#);
    let stderr = project.failure(&["--artifact", "nowhere.so"]);
    assert!(
        stderr.starts_with("error[unreadable-artifact]: cannot read the artifact `nowhere.so`:"),
        "{stderr}"
    );
    let stderr = project.failure(&["--artifact", "false.so"]);
    assert!(stderr.starts_with("error[load-failed]: Python cannot load `[project]/false.so`:"), "{stderr}");
    assert!(stderr.contains("= help: check that it was built for the interpreter"), "{stderr}");
}

#[test]
fn the_artifact_is_found_from_where_the_user_is() {
    let project = built(Behaviour::Answers);
    let mut command = project.command(&["--artifact", "../demo.so", "--stdout"]);
    let run = Run::of(command.current_dir(project.path("src")), project.root());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn a_project_that_cannot_be_read_is_not_a_missing_one() {
    let project = built(Behaviour::Answers);
    let arguments = ["--artifact", "demo.so", "--module", "demo"];
    project.write("pyproject.toml", "[project\nname = \"demo\"\n");
    let error = project.failure(&arguments);
    assert!(error.starts_with("error[invalid-toml]: "), "{error}");
    project.write("pyproject.toml", "[tool.pyo3-stub-gen]\nouput = \"x.pyi\"\n");
    for arguments in [&arguments[..], &["check", "--artifact", "demo.so", "--module", "demo"]] {
        let error = project.failure(arguments);
        assert!(error.contains("did you mean"), "{error}");
    }
    project.write("pyproject.toml", "[tool.maturin]\nmanifest-path = \"nowhere/Cargo.toml\"\n");
    let error = project.failure(&arguments);
    assert!(error.starts_with("error[wrong-manifest-path]: "), "{error}");
    project.remove("pyproject.toml");
    std::fs::create_dir(project.path("pyproject.toml")).unwrap();
    let error = project.failure(&arguments);
    assert!(error.contains("pyproject.toml"), "{error}");
}
