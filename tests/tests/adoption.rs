//! What `cargo stubgen init` states in the source besides the annotations: types that only a stub by hand has, and the modules of
//! items that nothing else tells apart.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use stub_tests::{places, run, stubgen, venv};
use tempfile::TempDir;

const MANIFEST: &str = "\
[package]
name = \"NAME\"
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
name = \"NAME\"
version = \"0.1.0\"
";

/// An extension with types that Rust does not state.
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

/// Its stub by hand.
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

/// Two pairs of items of one name: Python tells the classes `C` apart, and nothing tells the functions `same` apart.
const TWINS: &str = "\
use pyo3::prelude::*;

mod a {
    use pyo3::prelude::*;

    #[pyclass]
    pub struct C {}

    #[pymethods]
    impl C {
        fn one(&self) -> Self {
            Self {}
        }
    }

    #[pyfunction]
    fn make() -> C {
        C {}
    }

    #[pyfunction]
    fn same(x: i32) -> i32 {
        x
    }

    pub fn register(parent: &Bound<'_, PyModule>) -> PyResult<()> {
        let module = PyModule::new(parent.py(), \"a\")?;
        module.add_class::<C>()?;
        module.add_function(wrap_pyfunction!(make, &module)?)?;
        module.add_function(wrap_pyfunction!(same, &module)?)?;
        parent.add_submodule(&module)
    }
}

mod b {
    use pyo3::prelude::*;

    #[pyclass]
    pub struct C {}

    #[pymethods]
    impl C {
        fn two(&self) -> bool {
            true
        }
    }

    #[pyfunction]
    fn take(c: PyRef<'_, C>) -> bool {
        c.two()
    }

    #[pyfunction]
    fn same(x: String) -> String {
        x
    }

    pub fn register(parent: &Bound<'_, PyModule>) -> PyResult<()> {
        let module = PyModule::new(parent.py(), \"b\")?;
        module.add_class::<C>()?;
        module.add_function(wrap_pyfunction!(take, &module)?)?;
        module.add_function(wrap_pyfunction!(same, &module)?)?;
        parent.add_submodule(&module)
    }
}

#[pymodule]
fn twins(m: &Bound<'_, PyModule>) -> PyResult<()> {
    a::register(m)?;
    b::register(m)
}
";

/// An extension with a submodule, of which [`SHOP_TREE`] are the stubs by hand.
const SHOP: &str = "\
use pyo3::prelude::*;

#[pyfunction]
fn pay(money: PyRef<'_, prices::Money>) -> bool {
    money.cents > 0
}

mod prices {
    use pyo3::prelude::*;

    #[pyclass(frozen, subclass)]
    pub struct Money {
        #[pyo3(get)]
        pub cents: i32,
    }

    #[pymethods]
    impl Money {
        #[new]
        fn new() -> Self {
            Self { cents: 0 }
        }
    }

    #[pyfunction]
    fn total(items: Vec<PyRef<'_, Money>>) -> i32 {
        items.iter().map(|it| it.cents).sum()
    }

    #[pyfunction]
    fn name() -> &'static str {
        \"EUR\"
    }

    pub fn register(parent: &Bound<'_, PyModule>) -> PyResult<()> {
        let module = PyModule::new(parent.py(), \"prices\")?;
        module.add_class::<Money>()?;
        module.add_function(wrap_pyfunction!(total, &module)?)?;
        module.add_function(wrap_pyfunction!(name, &module)?)?;
        parent.add_submodule(&module)
    }
}

#[pymodule]
fn shop(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(pay, m)?)?;
    prices::register(m)
}
";

/// `gone` does not exist, and `total` takes more than lists. Everything else is as in Python.
const SHOP_TREE: [(&str, &str); 2] = [
    (
        "shop/shop/__init__.pyi",
        "from . import prices as prices\nfrom .prices import Money\n\ndef pay(money: Money) -> bool: ...\n",
    ),
    (
        "shop/shop/prices.pyi",
        "class Money:\n    def __new__(cls) -> Money: ...\n    @property\n    def cents(self) -> int: ...\n\ndef total(items: list[Money]) -> int: ...\n\
         def name() -> str: ...\ndef gone(x: int) -> int: ...\n",
    ),
];

/// Makes the project `name` with the source of its library and other files. Its directory is a new one, because the target
/// directory has records of the changes to each.
fn project(name: &str, source: &str, others: &[(&str, &str)]) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let project = directory.path();
    let (manifest, pyproject) = (MANIFEST.replace("NAME", name), PYPROJECT.replace("NAME", name));
    let own = [("Cargo.toml", manifest.as_str()), ("pyproject.toml", &pyproject), ("src/lib.rs", source)];
    for (name, text) in own.iter().chain(others) {
        places::write(&project.join(name), text).expect("a file");
    }
    // The versions that the examples are locked to, so that new ones do not matter.
    fs::copy(places::root().join("examples/Cargo.lock"), project.join("Cargo.lock")).expect("a lock file");
    directory
}

/// The text of the file `name` of `project`.
fn text(project: &Path, name: &str) -> String {
    fs::read_to_string(project.join(name)).expect("a file")
}

/// Runs `cargo stubgen init` in `project` with the interpreter that has mypy. Returns what it prints, both streams.
fn init(project: &Path, arguments: &[&str]) -> (String, String) {
    let target = places::own("adoption/target").expect("a target directory");
    let mut stubgen = stubgen::stubgen(&project.join("Cargo.toml"), &target).expect("the program");
    stubgen.arg("init").args(arguments);
    if !arguments.contains(&"--undo") {
        stubgen.args(["--allow-no-vcs", "--path"]).arg(places::root().join("pyo3-stub-gen"));
        stubgen.arg("--python").arg(venv::tools().expect("the tools").python());
    }
    let output = run::success(&mut stubgen).unwrap_or_else(|error| panic!("{error}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// The lines of `source` without the annotations that have nothing but their names.
fn without_annotations(source: &str) -> Vec<&str> {
    let is_plain = |line: &str| {
        let line = line.trim_start();
        line.starts_with("#[pyo3_stub_gen::derive::") && !line.contains('(')
    };
    source.lines().filter(|line| !is_plain(line)).collect()
}

#[test]
fn certain_types_of_a_stub_by_hand_become_options() {
    let directory = project("by-hand", SOURCE, &[("by_hand.pyi", STUB)]);
    let project = directory.path();
    let lock = text(project, "Cargo.lock");
    let (dry, _) = init(project, &["--migrate", "--dry-run"]);
    assert_eq!(text(project, "src/lib.rs"), SOURCE);

    let (printed, told) = init(project, &["--migrate"]);
    // The new stub is in the target directory, and describes the same module.
    assert!(printed.starts_with("by_hand.Crate\n"), "{printed}");
    assert!(!printed.contains("target.cargo-stubgen") && !printed.contains("__builtins__"), "{printed}");
    let expected = OPTIONS.iter().fold(SOURCE.to_owned(), |text, (before, option)| {
        assert_eq!(text.matches(before).count(), 1, "{before}");
        text.replace(before, &format!("{option}{before}"))
    });
    let after = text(project, "src/lib.rs");
    assert_eq!(without_annotations(&after), expected.lines().collect::<Vec<_>>());
    for line in after.lines().filter(|line| line.contains("gen_stub")) {
        assert!(dry.lines().any(|it| it.strip_prefix('+') == Some(line)), "{line}:\n{dry}");
    }
    let refused = "the types of 2 names are not taken from the stub by hand, because the new stub would be wrong with them:\n  \
        by_hand.Crate.__lt__\n  by_hand.elsewhere\n";
    for line in
        [refused, "Stated 7 types of the stub by hand\n", "  by_hand.expanded\n  by_hand.generic\n", "Proved"]
    {
        assert!(told.contains(line), "{told}");
    }

    let (_, again) = init(project, &["--migrate"]);
    assert_eq!(text(project, "src/lib.rs"), after);
    assert!(!again.contains("Stated"), "{again}");
    init(project, &["--undo"]);
    assert_eq!(text(project, "src/lib.rs"), SOURCE);
    assert_eq!((text(project, "Cargo.lock"), text(project, "by_hand.pyi")), (lock, STUB.to_owned()));
}

#[test]
fn items_that_nothing_else_tells_apart_state_their_modules() {
    let directory = project("twins", TWINS, &[]);
    let project = directory.path();
    let (printed, told) = init(project, &[]);
    assert!(told.contains("Proved twins.pyi") && !told.contains("warning"), "{told}");
    assert!(printed.starts_with("twins: 8 typed, 0 with `Any`"), "{printed}");
    let annotations = |module: &str| {
        let line = |name: &str| format!("    #[pyo3_stub_gen::derive::{name}(module = \"twins.{module}\")]");
        [line("gen_stub_pyclass"), line("gen_stub_pyfunction")]
    };
    let source = text(project, "src/lib.rs");
    let stated: Vec<&str> = source.lines().filter(|line| line.contains("(module = ")).collect();
    assert_eq!(stated, ["a", "b"].map(annotations).concat());
    let stub = text(project, "twins.pyi");
    for line in [
        "def make() -> _AProtocol.C",
        "def take(c: _BProtocol.C) -> bool",
        "def same(x: SupportsIndex) -> int",
        "def same(x: str) -> str",
    ] {
        assert!(stub.contains(line), "{stub}");
    }
    init(project, &[]);
    assert_eq!(text(project, "src/lib.rs"), source);
    init(project, &["--undo"]);
    assert_eq!(text(project, "src/lib.rs"), TWINS);
}

#[test]
fn a_tree_by_hand_is_compared_with_the_new_stub() {
    let others = [&[("shop/__init__.py", "")], &SHOP_TREE[..]].concat();
    let directory = project("shop", SHOP, &others);
    let project = directory.path();
    for arguments in [&[][..], &["--migrate"]] {
        let (printed, told) = init(project, arguments);
        assert!(
            told.contains("Proved ") && told.contains("that fail:\n  import shop.shop.prices\n"),
            "{told}"
        );
        // The earlier stubs are one stub, in which the submodule is an attribute, as in the new one.
        let (difference, table) = printed.split_once("\nversion: ").expect("a difference");
        let changes: Vec<&str> = difference.lines().filter(|line| !line.starts_with(" --> ")).collect();
        assert_eq!(
            changes,
            [
                "shop.shop.prices.gone",
                "  breaking[removed]: is gone; it was a function",
                "shop.shop.prices.total",
                "  compatible[parameter-widened]: takes `Sequence[Money]` for `items`, which includes `list[Money]`",
            ]
        );
        for place in difference.lines().filter_map(|line| line.strip_prefix(" --> ")) {
            let (old, new) = place.split_once(" -> ").expect("two places");
            assert!(old.contains("init/earlier/shop/shop.pyi:") && new.contains("init/shop.pyi:"), "{place}");
        }
        assert!(table.contains("\nshop.shop: 5 typed, 0 with `Any`\n"), "{table}");
        init(project, &["--undo"]);
    }
    SHOP_TREE.iter().for_each(|(name, stub)| assert_eq!(text(project, name), *stub));
    assert_eq!(text(project, "src/lib.rs"), SHOP);
}
