use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[gen_stub_pyclass]
#[pyclass]
#[gen_stub(default = 1)]
struct Point {
    #[pyo3(get)]
    #[gen_stub(python = "x: int")]
    x: f64,
}

#[gen_stub_pymethods]
#[pymethods]
impl Point {
    #[gen_stub(override_type(type_repr = "int"))]
    fn method(&self, #[gen_stub(skip)] x: i32) -> i32 {
        x
    }

    #[getter]
    #[gen_stub(self_type = "Point")]
    fn property(&self) -> i32 {
        1
    }

    #[setter]
    #[gen_stub(override_return_type(type_repr = "int"))]
    fn set_property(&self, value: i32) {
        let _ = value;
    }

    #[classattr]
    #[gen_stub(python_overload = "X: int")]
    const X: i32 = 1;
}

#[gen_stub_pyclass]
#[pyclass]
enum Color {
    #[gen_stub(default = 1)]
    Red,
}

#[gen_stub_pyfunction]
#[pyfunction]
#[gen_stub(self_type = "int")]
fn function() {}

fn main() {}
