use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[gen_stub_pyclass]
#[pyclass]
struct Point {}

#[pymethods]
#[gen_stub_pymethods]
impl Point {
    #[new]
    fn new() -> Self {
        Self {}
    }
}

fn main() {}
