//! `cargo stubgen init --migrate` takes types from a stub by hand where the new stub is right with them, and leaves the others.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Output;
use stub_tests::{places, run, stubgen, venv};

const MANIFEST: &str = "\
[package]
name = \"by-hand\"
version = \"0.1.0\"
edition = \"2024\"

[lib]
crate-type = [\"cdylib\"]

[dependencies]
pyo3 = \"0.30\"

[workspace]
";

const PYPROJECT: &str = "\
[build-system]
requires = [\"maturin>=1\"]
build-backend = \"maturin\"

[project]
name = \"by-hand\"
version = \"0.1.0\"
";

const SOURCE: &str = "\
use pyo3::prelude::*;

#[pyclass]
struct Crate {
    #[pyo3(get, set)]
    content: Py<PyAny>,
}

#[pymethods]
impl Crate {
    #[new]
    fn new(content: Py<PyAny>) -> Self {
        Self { content }
    }

    #[getter]
    fn age(&self) -> Py<PyAny> {
        Python::attach(|py| py.None())
    }

    fn __richcmp__(&self, other: Py<PyAny>, op: pyo3::basic::CompareOp) -> bool {
        let _ = (other, op);
        true
    }
}

#[pyfunction]
fn pack(
    items: Bound<'_, PyAny>,
    kind: &str,
) -> Py<PyAny> {
    let _ = kind;
    items.unbind()
}

#[pyfunction]
fn generic(x: Py<PyAny>) -> Py<PyAny> {
    x
}

#[pyfunction]
fn elsewhere(x: Py<PyAny>) -> Py<PyAny> {
    x
}

macro_rules! function {
    ($name:ident) => {
        #[pyfunction]
        fn $name(x: Py<PyAny>) -> Py<PyAny> {
            x
        }
    };
}
function!(expanded);

#[pymodule]
fn by_hand(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_class::<Crate>()?;
    m.add_function(wrap_pyfunction!(pack, m)?)?;
    m.add_function(wrap_pyfunction!(generic, m)?)?;
    m.add_function(wrap_pyfunction!(elsewhere, m)?)?;
    m.add_function(wrap_pyfunction!(expanded, m)?)
}
";

const STUB: &str = "\
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Literal, TypeVar
from no_such_package import Thing

T = TypeVar(\"T\")

class Crate:
    content: int
    def __new__(cls, content: int) -> Crate: ...
    @property
    def age(self) -> timedelta: ...
    def __lt__(self, other: Crate) -> bool: ...

def pack(items: Sequence[Crate], kind: Literal[\"a\"]) -> list[Crate]: ...
def generic(x: T) -> T: ...
def elsewhere(x: int) -> Thing: ...
def expanded(x: int) -> int: ...
";

/// The options that state what is certain: those of `elsewhere` and `__lt__` are not.
const OPTIONS: [(&str, &str); 6] = [
    ("    content: Py<PyAny>,\n}", "    #[gen_stub(override_type(type_repr = \"int\"))]\n"),
    (
        "    fn age(",
        "    #[gen_stub(override_return_type(type_repr = \"datetime.timedelta\", imports = (\"datetime\",)))]\n",
    ),
    ("content: Py<PyAny>) -> Self", "#[gen_stub(override_type(type_repr = \"int\"))] "),
    ("fn pack(", "#[gen_stub(override_return_type(type_repr = \"list[Crate]\"))]\n"),
    ("    items: Bound", "    #[gen_stub(override_type(type_repr = \"Sequence[Crate]\"))]\n"),
    ("x: Py<PyAny>) -> Py<PyAny> {\n    x\n}\n\nmacro", "#[gen_stub(override_type(type_repr = \"int\"))] "),
];

/// Runs `cargo stubgen init` in `project`.
fn init(project: &Path, arguments: &[&str]) -> Output {
    let target = places::own("adoption/target").expect("a target directory");
    let mut stubgen = stubgen::stubgen(&project.join("Cargo.toml"), &target).expect("the program");
    stubgen.arg("init").args(arguments);
    run::success(&mut stubgen).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn certain_types_of_a_stub_by_hand_become_options() {
    let project = places::own("adoption").expect("a directory").join("project");
    places::empty(&project).expect("an empty directory");
    let files = [
        ("Cargo.toml", MANIFEST),
        ("pyproject.toml", PYPROJECT),
        ("src/lib.rs", SOURCE),
        ("by_hand.pyi", STUB),
    ];
    for (name, text) in files {
        places::write(&project.join(name), text).expect("a file");
    }
    // The versions that the examples are locked to, so that new ones do not matter.
    let lock = fs::read(places::root().join("examples/Cargo.lock")).expect("a lock file");
    fs::write(project.join("Cargo.lock"), &lock).expect("a file");
    let source = || fs::read_to_string(project.join("src/lib.rs")).expect("a file");
    // mypy finds the module that does not exist.
    let python = venv::tools().expect("the tools").python();
    let python = python.to_string_lossy();
    let library = places::root().join("pyo3-stub-gen");
    let library = library.to_string_lossy();
    let migrate = ["--migrate", "--allow-no-vcs", "--path", &library, "--python", &python];

    let dry = init(&project, &[&migrate[..], &["--dry-run"]].concat());
    assert_eq!(source(), SOURCE);
    let dry = String::from_utf8_lossy(&dry.stdout).into_owned();

    let run = init(&project, &migrate);
    let expected = OPTIONS.iter().fold(SOURCE.to_owned(), |text, (before, option)| {
        assert_eq!(text.matches(before).count(), 1, "{before}");
        text.replace(before, &format!("{option}{before}"))
    });
    let after = source();
    let is_option = |line: &&str| !line.trim_start().starts_with("#[pyo3_stub_gen::derive::");
    let without_annotations: Vec<&str> = after.lines().filter(is_option).collect();
    assert_eq!(without_annotations, expected.lines().collect::<Vec<_>>());
    for line in after.lines().filter(|line| line.contains("gen_stub")) {
        assert!(dry.lines().any(|it| it.strip_prefix('+') == Some(line)), "{line}:\n{dry}");
    }
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    let refused = "the types of 2 names are not taken from the stub by hand, because the new stub would be wrong with them:\n  \
        by_hand.Crate.__lt__\n  by_hand.elsewhere\n";
    for line in
        [refused, "Stated 7 types of the stub by hand\n", "  by_hand.expanded\n  by_hand.generic\n", "Proved"]
    {
        assert!(told.contains(line), "{told}");
    }

    let again = init(&project, &migrate);
    assert_eq!(source(), after);
    assert!(
        !String::from_utf8_lossy(&again.stderr).contains("Stated"),
        "{}",
        String::from_utf8_lossy(&again.stderr)
    );
    init(&project, &["--undo"]);
    assert_eq!(source(), SOURCE);
    assert_eq!(fs::read(project.join("Cargo.lock")).expect("a file"), lock);
    assert_eq!(fs::read_to_string(project.join("by_hand.pyi")).expect("a file"), STUB);
}
