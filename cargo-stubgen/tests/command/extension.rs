//! Extensions that cannot be built or loaded, and one that prints.

use crate::support::extension::{Behaviour, facts};
use crate::support::{OLD_STUB, Project};
use insta::assert_snapshot;

/// The standard error of a failed run, up to what the extension or the interpreter printed.
fn failure(behaviour: Behaviour, arguments: &[&str]) -> (String, String) {
    let stderr = Project::that(behaviour).failure(arguments);
    match stderr.split_once("its output was:") {
        Some((error, output)) => (error.trim_end().to_owned(), output.to_owned()),
        None => (stderr, String::new()),
    }
}

#[test]
fn what_does_not_compile_is_rustcs_to_explain() {
    let project = Project::new();
    project.write("src/lib.rs", "fn broken( {}\n");
    let stderr = project.failure(&[]);
    assert!(stderr.contains("fn broken( {}"), "{stderr}");
    assert!(stderr.ends_with("error[build-failed]: the extension could not be built"), "{stderr}");
}

#[test]
fn an_unknown_feature_is_cargos_to_explain() {
    let stderr = Project::new().failure(&["--features", "unheard-of"]);
    assert!(stderr.contains("unheard-of"), "{stderr}");
    assert!(stderr.ends_with("error[build-failed]: the extension could not be built"), "{stderr}");
}

#[test]
fn an_extension_without_items_is_told_how_to_annotate() {
    let project = Project::new();
    project.set_facts(&facts(Vec::new()));
    assert_snapshot!(project.failure(&["--no-import"]), @r#"
    note: `demo` is not imported, so the stub declares annotated items only, in the modules that their annotations state
    error[nothing-annotated]: the extension does not have any annotated items, so a stub cannot be written
     = help: put `#[gen_stub_pyfunction]` above a `#[pyfunction]`, `#[gen_stub_pyclass]` above a `#[pyclass]`, or `#[gen_stub_pymodule]` above a `#[pymodule] mod`; if an item is annotated already, check that the feature `registry` of `pyo3-stub-gen` is on
    "#);
}

#[cfg(target_os = "linux")]
#[test]
fn a_segmentation_fault_is_named() {
    let (error, output) = failure(Behaviour::Segfaults, &[]);
    assert_snapshot!(error, @r#"
    error[load-crash]: the interpreter crashed (SIGSEGV: segmentation fault) while it loaded `[project]/target/debug/libdemo.so`
     = help: check the static constructors of the extension and the default values in its signatures, because the crash is outside the `#[pymodule]`
    "#);
    assert!(output.contains("Segmentation fault"), "{output}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_abort_is_named_and_its_last_words_are_shown() {
    let (error, output) = failure(Behaviour::Aborts, &[]);
    assert_snapshot!(error, @r#"
    error[load-crash]: the interpreter crashed (SIGABRT: aborted) while it loaded `[project]/target/debug/libdemo.so`
     = help: check the static constructors of the extension and the default values in its signatures, because the crash is outside the `#[pymodule]`
    "#);
    assert!(output.contains("    the last words\n"), "{output}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_extension_that_hangs_is_stopped() {
    let (error, output) = failure(Behaviour::Hangs, &["--timeout", "5"]);
    assert_snapshot!(error, @r#"
    error[load-timeout]: the interpreter was stopped after 5s while it loaded `[project]/target/debug/libdemo.so`
     = help: loading an extension runs its static constructors and evaluates the default values of its signatures; allow more time with `--timeout SECONDS`
    "#);
    assert_eq!(output, "");
}

#[cfg(target_os = "linux")]
#[test]
fn an_extension_that_exits_has_not_answered() {
    let (error, _) = failure(Behaviour::Exits, &[]);
    assert_snapshot!(error, @r#"
    error[load-exit]: the interpreter ended with exit code 0 while it loaded `[project]/target/debug/libdemo.so`
     = help: check the static constructors of the extension and the default values in its signatures, because one of them ends the process
    "#);
}

#[cfg(target_os = "linux")]
#[test]
fn an_extension_that_fails_says_why() {
    let (error, _) = failure(Behaviour::Fails, &[]);
    assert_snapshot!(error, @r#"
    error[facts-failed]: the extension cannot describe its items: the default of `greet` panicked (src/lib.rs:7)
    "#);
}

#[cfg(target_os = "linux")]
#[test]
fn another_format_names_both_versions() {
    let (error, _) = failure(Behaviour::OtherFormat, &[]);
    assert_snapshot!(error.replace(env!("CARGO_PKG_VERSION"), "[version]"), @r#"
    error[other-format]: `[project]/target/debug/libdemo.so` was built with pyo3-stub-gen 99.1.0, whose format cargo-stubgen [version] does not support
     = help: install the matching tool: `cargo install cargo-stubgen --version 99.1.0`
    "#);
}

#[cfg(target_os = "linux")]
#[test]
fn a_library_without_the_symbols_is_not_linked() {
    let (error, _) = failure(Behaviour::Unlinked, &["--no-import"]);
    assert_snapshot!(error, @r#"
    note: `demo` is not imported, so the stub declares annotated items only, in the modules that their annotations state
    error[not-linked]: `[project]/target/debug/libdemo.so` does not register any items, because it is not linked with pyo3-stub-gen or the feature `registry` is off
     = help: run `cargo add pyo3-stub-gen`, annotate an item, and turn on the feature that enables `pyo3-stub-gen/registry` (`--features NAME`)
    "#);
}

#[cfg(target_os = "linux")]
#[test]
fn damaged_facts_are_an_error() {
    let project = Project::new();
    project.write("src/facts.bin", [0xff, 0xff, 0xff]);
    assert_snapshot!(project.failure(&[]), @r#"
    error[damaged-facts]: cannot read the registered items of `[project]/target/debug/libdemo.so`: the facts are damaged at byte 3: the data ends early
     = help: build it with pyo3-stub-gen 0.24.0, the version of this cargo-stubgen
    "#);
}

#[cfg(target_os = "linux")]
#[test]
fn a_library_that_python_cannot_import_under_the_name_is_refused() {
    let project = Project::new();
    let source = project.read("src/lib.rs");
    project.write("src/lib.rs", source.replace("PyInit_demo", "PyInit_other"));
    assert_snapshot!(project.failure(&[]), @r#"
    error[wrong-init-function]: Python cannot import `[project]/target/debug/libdemo.so` as `demo`, because it has no function `PyInit_demo`
     = help: it is the module `other`; rename the `#[pymodule]`, or correct `module-name` in `[tool.maturin]` or `--module`
    "#);
    project.write("src/lib.rs", source.replace("PyInit_demo", "something"));
    assert_snapshot!(project.failure(&["--module", "package.demo"]), @r#"
    error[wrong-init-function]: Python cannot import `[project]/target/debug/libdemo.so` as `package.demo`, because it has no function `PyInit_demo`
     = help: add a `#[pymodule]` named `demo`
    "#);
}

#[test]
fn what_the_extension_prints_stays_out_of_the_stub() {
    let run = Project::that(Behaviour::Prints).stubgen(&["--stdout"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.starts_with("# This file is automatically generated"), "{}", run.stdout);
    assert!(!run.stdout.contains("printed by the extension"), "{}", run.stdout);
}

#[test]
fn one_failure_of_a_workspace_is_a_failure() {
    let good = Project::new();
    let project = Project::new();
    let dependency =
        "[dependencies]\npyo3-stub-gen = { path = \"../library\", package = \"pyo3-stub-gen\" }\n";
    for (name, behaviour) in [("first", Behaviour::Answers), ("second", Behaviour::Fails)] {
        let cargo = good.read("Cargo.toml").replace("demo", name).replace("[workspace]\n", dependency);
        project.write(&format!("{name}/Cargo.toml"), cargo);
        project.write(&format!("{name}/pyproject.toml"), format!("[project]\nname = \"{name}\"\n"));
        project.write(
            &format!("{name}/src/lib.rs"),
            behaviour.source().replace("PyInit_demo", &format!("PyInit_{name}")),
        );
        project.write(&format!("{name}/src/module.py"), "NEW = 1\n");
        project.write(&format!("{name}/src/facts.bin"), std::fs::read(good.path("src/facts.bin")).unwrap());
        project.write(&format!("{name}/{name}.pyi"), OLD_STUB);
    }
    project.write("library/Cargo.toml", "[package]\nname = \"pyo3-stub-gen\"\nedition = \"2024\"\n");
    project.write("library/src/lib.rs", "");
    project.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"first\", \"second\", \"library\"]\nresolver = \"3\"\n",
    );
    let run = project.stubgen(&["--workspace"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("the default of `greet` panicked"), "{}", run.stderr);
    assert!(project.read("first/first.pyi").contains("NEW: int"));
    assert_eq!(project.read("second/second.pyi"), OLD_STUB);
    let run = project.stubgen(&["--package", "first"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "       Fresh first/first.pyi (1 item) in [time]"));
}
