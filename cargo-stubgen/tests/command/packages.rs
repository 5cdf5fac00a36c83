//! What comes with a stub: the `__init__.py` of the package around it, notes, and an allowlist.

use crate::support::extension::{facts, facts_of};
use crate::support::{OLD_STUB, Project};
use insta::assert_snapshot;
use pyo3_stub_gen::facts::{Fact, ReexportFact, ReexportItems};

const STUB: &str = "python/demo/_core.pyi";

/// A package `demo` that exports everything of its extension `demo._core`.
fn package(table: &str) -> Project {
    let project = Project::new();
    let maturin = "[tool.maturin]\nmodule-name = \"demo._core\"\npython-source = \"python\"\n";
    project.write("pyproject.toml", format!("{maturin}\n[tool.pyo3-stub-gen]\n{table}\n"));
    project.write("python/demo/py.typed", "");
    project.write(STUB, OLD_STUB);
    project.write("src/lib.rs", project.read("src/lib.rs").replace("PyInit_demo", "PyInit__core"));
    let reexport = Fact::Reexport(ReexportFact {
        target: "demo".to_owned(),
        source: "demo._core".to_owned(),
        items: ReexportItems::Wildcard,
        position: None,
    });
    project.set_facts(&facts(facts_of("NEW").facts.into_iter().chain([reexport]).collect()));
    project
}

#[test]
fn a_note_is_shown_unless_quiet_is_asked_for() {
    let project = package("");
    assert_snapshot!(project.stubgen(&[]).stderr, @r#"
    note: what `demo` re-exports is its `__init__.py`'s to do: write it, or set `generate-init-py = ["demo"]`
         Writing python/demo/_core.pyi (1 item) in [time]
    "#);
    assert_eq!(project.stubgen(&["--quiet"]).stderr, "");
    assert!(!project.path("python/demo/__init__.py").exists());
}

#[test]
fn an_init_file_is_written_and_checked_when_it_is_asked_for() {
    let project = package("generate-init-py = true");
    let run = project.stubgen(&[]);
    assert_snapshot!(run.stderr, @r#"
    Writing python/demo/__init__.py
    Writing python/demo/_core.pyi (1 item) in [time]
    "#);
    assert!(project.read("python/demo/__init__.py").contains("NEW"));
    assert_eq!(project.stubgen(&["check"]).code, Some(0));
    project.remove("python/demo/__init__.py");
    let run = project.stubgen(&["check"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("+++ b/python/demo/__init__.py\n"), "{}", run.stdout);
}

#[test]
fn a_hand_written_init_file_is_left_alone_and_so_is_the_stub() {
    let project = package("generate-init-py = true");
    project.write("python/demo/__init__.py", "import demo._core\n");
    let run = project.stubgen(&[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("__init__.py` was not generated, and is left as it is"), "{}", run.stderr);
    assert_eq!(project.read("python/demo/__init__.py"), "import demo._core\n");
    assert_eq!(project.read(STUB), OLD_STUB);
}

#[test]
fn an_init_file_needs_a_package() {
    let project = package("generate-init-py = true");
    let text = project.read("pyproject.toml").replace("python-source = \"python\"\n", "");
    project.write("pyproject.toml", text);
    assert_snapshot!(project.stubgen(&[]).stderr, @r#"
    warning: there is no Python package `demo` to write an `__init__.py` into
     = help: create its directory, and name the one above it with `python-source` in `[tool.maturin]`
         Writing _core.pyi (1 item) in [time]
    "#);
}

#[test]
fn submodules_are_not_written_as_importable() {
    let project = package("importable-submodules = true");
    let run = project.stubgen(&[]);
    assert_eq!(run.code, Some(2));
    assert_snapshot!(run.stderr, @r#"
    error: `importable-submodules` asks for a file for each of them, and only one stub can be written
     = help: remove the key: type checkers then reject `import m.sub`, and accept every use of `m.sub` itself
    error: no stub was written for `demo._core`: 1 error
    "#);
    assert_eq!(project.read(STUB), OLD_STUB);
}

#[test]
fn an_allowlist_has_a_line_for_each_namespace() {
    let project = Project::new();
    let mut facts = facts_of("NEW");
    for fact in &mut facts.facts {
        if let Fact::Variable(variable) = fact {
            variable.module = Some("demo.sub".to_owned());
        }
    }
    project.set_facts(&facts);
    let arguments = ["--stubtest-allowlist", "allow/list.txt"];
    project.write("allow/list.txt", "stale\n");
    let run = project.stubgen(&arguments);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(project.read("allow/list.txt"), "");
    project.write("pyproject.toml", "[tool.pyo3-stub-gen]\nsubmodule-style = \"namespace\"\n");
    let run = project.stubgen(&arguments);
    assert!(run.stderr.ends_with("     Writing allow/list.txt"), "{}", run.stderr);
    assert_eq!(project.read("allow/list.txt"), "demo.sub\n");
}

#[test]
fn a_stub_that_type_checkers_will_not_read_is_told_of() {
    let project = package("generate-init-py = true");
    project.write("python/demo/_core/__init__.pyi", "OLD: int\n");
    let run = project.stubgen(&[]);
    assert_eq!(run.code, Some(0));
    assert_snapshot!(run.stderr, @"
    warning: type checkers read `python/demo/_core/__init__.pyi` and not `python/demo/_core.pyi`
     = help: delete the stubs in `python/demo/_core`, which another generator left behind
         Writing python/demo/__init__.py
         Writing python/demo/_core.pyi (1 item) in [time]
    ");
    assert_eq!(project.read("python/demo/_core/__init__.pyi"), "OLD: int\n");
}
