use pyo3::prelude::*;
use pyo3_stub_gen::PyStubType;
use pyo3_stub_gen::derive::*;

#[pyclass]
#[gen_stub_pyclass]
#[derive(Clone)]
struct Point {
    #[pyo3(get)]
    x: f64,
}

// What names the class says nothing of its own.
struct Place(Point);

impl PyStubType for Place {
    fn type_output() -> pyo3_stub_gen::TypeInfo {
        Point::type_output()
    }
}

#[gen_stub_pymethods]
#[pymethods]
impl Point {
    #[new]
    fn new(x: f64) -> Self {
        Self { x }
    }
}

fn main() {}
