//! `fix`: the edits that it makes, what it leaves, and that a second run changes nothing.
//!
//! PyO3 and the library are the stand-ins of `init`, whose attributes return the item as it is.

use crate::init::{project, take_options};
use crate::support::extension::facts_of;
use crate::support::{OLD_STUB, Project};
use pyo3_stub_gen::facts::{Fact, Position, WarningFact, WarningKind};

const WRONG: &str = "\
#[pyo3::pyclass(eq)] // why
#[pyo3_stub_gen::derive::gen_stub_pyclass]
struct S;

#[pyo3::pymethods]
impl S {
    #[gen_stub(default = 1)]
    fn size(&self) {}
}

#[pyo3::pyfunction]
fn bare() {}
";

const RIGHT: &str = "\
#[pyo3_stub_gen::derive::gen_stub_pyclass]
#[pyo3::pyclass(eq)] // why
struct S;

#[pyo3_stub_gen::derive::gen_stub_pymethods]
#[pyo3::pymethods]
impl S {
    fn size(&self) {}
}

#[pyo3::pyfunction]
fn bare() {}
";

/// A crate with mistakes in its configuration and its attributes.
fn wrong_project() -> Project {
    let project = project();
    take_options(&project);
    let manifest = project.read("Cargo.toml");
    let library = " # why\npyo3-stub-gen = { path = \"library\" }\n";
    project.write("Cargo.toml", manifest.replace(" # why\n", library));
    project.write("src/more.rs", WRONG);
    let configuration = "# why\nsubmodule-stlye = 'namespce'\npython-version = 3.10\n";
    project.write(
        "pyproject.toml",
        format!("[project]\nname = \"demo\"\n\n[tool.pyo3-stub-gen]\n{configuration}"),
    );
    let mut facts = facts_of("NEW");
    let position = Position { file: "src/more.rs".to_owned(), line: 9, column: 8 };
    facts.facts.push(Fact::Warning(WarningFact {
        kind: WarningKind::MethodDefault,
        name: "size".to_owned(),
        position,
    }));
    project.set_facts(&facts);
    project
}

#[test]
fn what_a_message_asks_for_is_done_and_nothing_else() {
    let project = wrong_project();
    let lib = project.read("src/lib.rs");
    let run = project.stubgen(&["fix", "--offline", "--allow-no-vcs"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("Fixed pyproject.toml\n       Fixed src/more.rs\n"), "{}", run.stderr);
    assert_eq!(project.read("src/more.rs"), RIGHT);
    assert_eq!(
        project.read("pyproject.toml"),
        "[project]\nname = \"demo\"\n\n[tool.pyo3-stub-gen]\n# why\nsubmodule-style = 'namespace'\n\
         python-version = \"3.10\"\n"
    );
    assert_eq!(project.read("src/lib.rs"), lib);
    assert_eq!(project.read("demo.pyi"), OLD_STUB);
    // The extension of this test still has the warning, which has no edit any more.
    assert!(run.stderr.contains("warning[method-default]"), "{}", run.stderr);

    let again = project.stubgen(&["fix", "--offline"]);
    assert_eq!(again.code, Some(2), "{}", again.stderr);
    assert!(again.stderr.contains("error[no-repository]"), "{}", again.stderr);
    let again = project.stubgen(&["fix", "--offline", "--allow-no-vcs"]);
    assert!(again.code == Some(0) && again.stderr.contains("Fixed nothing"), "{}", again.stderr);
    assert_eq!(project.read("src/more.rs"), RIGHT);

    assert_eq!(project.stubgen(&["init", "--undo", "--offline"]).code, Some(0));
    assert_eq!(project.read("src/more.rs"), WRONG);
}

#[test]
fn a_dry_run_prints_all_edits_and_makes_none() {
    let project = wrong_project();
    let run = project.stubgen(&["fix", "--offline", "--dry-run"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stdout.contains("+submodule-style = 'namespce'\n"), "{}", run.stdout);
    assert!(run.stderr.contains("error[unknown-key]"), "{}", run.stderr);

    project.write("pyproject.toml", "[project]\nname = \"demo\"\n");
    let run = project.stubgen(&["fix", "--offline", "--dry-run"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for line in [
        "+++ b/src/more.rs\n",
        "+#[pyo3_stub_gen::derive::gen_stub_pymethods]\n",
        "-    #[gen_stub(default = 1)]\n",
    ] {
        assert!(run.stdout.contains(line), "{}", run.stdout);
    }
    assert_eq!(project.read("src/more.rs"), WRONG);
    assert!(!project.path("Cargo.lock").exists());
}

#[test]
fn a_mistake_that_needs_a_decision_stays() {
    let project = project();
    let configuration = "[project]\nname = \"demo\"\n\n[tool.pyo3-stub-gen]\nsomething-else = 1\n";
    project.write("pyproject.toml", configuration);
    let run = project.stubgen(&["fix", "--offline", "--allow-no-vcs"]);
    assert!(run.code == Some(2) && run.stderr.contains("error[unknown-key]"), "{}", run.stderr);
    assert_eq!(project.read("pyproject.toml"), configuration);
}
