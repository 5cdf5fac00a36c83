use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[pyclass]
#[gen_stub_pyclass]
#[derive(Clone)]
struct Point {
    #[pyo3(get)]
    x: f64,
}

fn main() {}
