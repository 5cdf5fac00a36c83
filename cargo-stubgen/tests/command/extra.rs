//! Hand-written stubs that are merged into the generated one.

use crate::support::Project;
use insta::assert_snapshot;

const KEY: &str = "[project]\nname = \"demo\"\n[tool.pyo3-stub-gen]\nextra = \"extra.pyi\"\n";

fn project(extra: &str) -> Project {
    let project =
        Project::in_python("NEW = 1\ndef pick(values): ...\nclass Shape:\n    def grow(self, by): ...\n");
    project.write("pyproject.toml", KEY);
    project.write("extra.pyi", extra);
    project
}

#[test]
fn what_it_declares_is_in_the_stub_and_does_not_lack_types() {
    let project = project(
        "def pick(values: list[Shape]) -> Shape: ...\nclass Shape:\n    def grow(self, by: float) -> Shape: ...\n",
    );
    let run = project.stubgen(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!run.stderr.contains("warning["), "{}", run.stderr);
    let stub = project.read("demo.pyi");
    assert!(stub.contains("# From extra.pyi: pick, Shape.grow\n"), "{stub}");
    assert!(stub.contains("def pick(values: list[Shape]) -> Shape: ..."), "{stub}");
    assert_eq!(project.stubgen(&["check"]).code, Some(0));
    project.write("extra.pyi", "def pick(values: list[Shape]) -> Shape | None: ...\n");
    let run = project.stubgen(&["check"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stdout.contains("+def pick(values: list[Shape]) -> Shape | None: ..."), "{}", run.stdout);
}

#[test]
fn a_name_that_python_does_not_have_is_a_warning() {
    let project = project(
        "def pick(values: list[Shape]) -> Shape: ...\ndef peck() -> int: ...\nclass Shape:\n    def grow(self, by: float) -> Shape: ...\n    def shrink(self) -> Shape: ...\n",
    );
    let run = project.stubgen(&[]);
    assert_snapshot!(run.stderr, @r"
    warning[unknown-extra]: `demo.peck` is in a hand-written stub, but does not exist in Python
     --> extra.pyi:2
      |
    2 | def peck() -> int: ...
      = help: remove it, or begin its name with `_` if it is for the stub itself
    warning[unknown-extra]: `demo.Shape.shrink` is in a hand-written stub, but does not exist in Python
     --> extra.pyi:5
      |
    5 |     def shrink(self) -> Shape: ...
      = help: remove it, or begin its name with `_` if it is for the stub itself
         Writing demo.pyi (4 items) in [time]
    ");
}

#[test]
fn what_is_wrong_in_it_leaves_the_stub_as_it_is() {
    let project = project("def pick(values: Missing) -> Shape: ...\n");
    assert_snapshot!(project.failure(&[]), @r"
    warning[unannotated]: `demo.Shape` of `demo` is not annotated, so unknown types are `Incomplete`
     = help: put `#[gen_stub_pyfunction]`, `#[gen_stub_pyclass]` or `#[gen_stub_pymethods]` above them; `--verbose` lists them
    error[undefined-name]: `Missing` is neither defined in `demo` nor imported
     --> extra.pyi:1
      |
    1 | def pick(values: Missing) -> Shape: ...
      |                  ^^^^^^^
      = help: import it, or correct its spelling
    error[not-written]: no stub was written for `demo`: 1 error
    ");
    project.write("extra.pyi", "def pick(\n");
    assert_snapshot!(project.failure(&[]), @r"
    warning[unannotated]: `demo.Shape`, `demo.pick` of `demo` are not annotated, so unknown types are `Incomplete`
     = help: put `#[gen_stub_pyfunction]`, `#[gen_stub_pyclass]` or `#[gen_stub_pymethods]` above them; `--verbose` lists them
    error[invalid-tree-file]: the stub of `demo` is not valid Python: unexpected EOF while parsing
     --> extra.pyi:2
      |
    2 | 
      | ^
      = help: correct the file
    error[not-written]: no stub was written for `demo`: 1 error
    ");
    std::fs::write(project.path("extra.pyi"), b"X: int # \xff\n").unwrap();
    assert_snapshot!(project.failure(&[]), @r"
    error[unreadable-file]: cannot read `[project]/extra.pyi`: stream did not contain valid UTF-8
    ");
    std::fs::remove_file(project.path("extra.pyi")).unwrap();
    assert_snapshot!(project.failure(&[]), @r"
    error[unreadable-file]: cannot read `[project]/extra.pyi`: No such file or directory (os error 2)
    ");
}
