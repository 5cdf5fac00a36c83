use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[gen_stub_pyfunction]
#[pyfunction]
#[pyo3(signature = (a: int = 1))]
fn annotation(a: i32) {
    let _ = a;
}

fn main() {}
