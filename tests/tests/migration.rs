//! The command in `docs/migration.md` does what the page says.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write;
use std::process::Stdio;
use stub_tests::{places, run, venv};

const BELOW: &str = r#"
/// A point.
#[derive(Clone)]
#[pyclass(module = "a.b", name = "Point]")]
#[gen_stub_pyclass]
struct Point;

#[cfg_attr(
    feature = "python",
    pyo3::pyclass(module = "a", eq)
)]
// Why it is `eq`.
#[cfg_attr(feature = "python", pyo3_stub_gen::derive::gen_stub_pyclass(module = "a.b"))]
struct Gated;

mod inner {
    #[pymethods]
    #[gen_stub_pymethods]
    impl Point {
        #[getter]
        fn x(&self) -> [i32; 2] { [1, 2] }
    }
}
"#;

const ABOVE: &str = r#"
/// A point.
#[derive(Clone)]
#[gen_stub_pyclass]
#[pyclass(module = "a.b", name = "Point]")]
struct Point;

#[cfg_attr(feature = "python", pyo3_stub_gen::derive::gen_stub_pyclass(module = "a.b"))]
#[cfg_attr(
    feature = "python",
    pyo3::pyclass(module = "a", eq)
)]
// Why it is `eq`.
struct Gated;

mod inner {
    #[gen_stub_pymethods]
    #[pymethods]
    impl Point {
        #[getter]
        fn x(&self) -> [i32; 2] { [1, 2] }
    }
}
"#;

/// No attribute here is too low.
const RIGHT: &str = r#"
// #[pyclass]
// #[derive(Debug, Clone)]
#[gen_stub_pyclass_complex_enum]
/// A shape.
#[pyclass]
enum Shape { Circle(f64) }

#[derive(Clone)]
#[gen_stub_pyclass]
#[pyclass]
struct Point;

#[pyclass]
struct Without;

#[gen_stub_pyfunction]
#[pyfunction]
fn area() {} // #[pyclass]
"#;

#[test]
fn attributes_are_moved_above() {
    let guide = fs::read_to_string(places::root().join("docs/migration.md")).expect("the guide");
    let (_, rest) = guide.split_once("python -c '\n").expect("the command");
    let (indented, _) = rest.split_once("   '\n").expect("the end of the command");
    let code: String =
        indented.lines().map(|line| format!("{}\n", line.get(3..).unwrap_or_default())).collect();

    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("lib.rs");
    let tools = venv::tools().unwrap_or_else(|error| panic!("{error}"));
    // The second time there is nothing left to move.
    for (source, expected) in [(BELOW, ABOVE), (ABOVE, ABOVE), (RIGHT, RIGHT)] {
        fs::write(&file, source).expect("a file");
        let mut python = run::command(tools.python());
        python.args(["-c", &code]).current_dir(directory.path()).stdin(Stdio::piped());
        let mut child = python.spawn().expect("Python");
        child.stdin.take().expect("its input").write_all(b"lib.rs\n").expect("a name");
        assert!(child.wait().expect("its end").success());
        assert_eq!(fs::read_to_string(&file).expect("the file"), expected);
    }
}
