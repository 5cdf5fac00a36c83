use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[gen_stub_pyclass]
#[pyclass]
struct Point {
    #[pyo3(get)]
    #[gen_stub(skipp)]
    x: f64,
    #[pyo3(get)]
    #[gen_stub]
    y: f64,
    #[pyo3(get)]
    #[gen_stub(default)]
    z: f64,
}

fn main() {}
