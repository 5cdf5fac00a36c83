use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[gen_stub_pyfunction(python = "def f() -> int: ...", python_overload = "@overload\ndef f() -> int: ...")]
#[pyfunction]
fn both() {}

#[gen_stub_pyfunction(no_default_overload = true)]
#[pyfunction]
fn nothing_left() {}

#[gen_stub_pyclass]
#[pyclass]
struct Point {}

#[gen_stub_pymethods]
#[pymethods]
impl Point {
    #[gen_stub(no_default_overload)]
    fn nothing_left(&self) {}
}

fn main() {}
