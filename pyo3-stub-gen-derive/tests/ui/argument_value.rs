use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[gen_stub_pyfunction(module = 3)]
#[pyfunction]
fn number() {}

#[gen_stub_pyfunction(module)]
#[pyfunction]
fn no_value() {}

#[gen_stub_pyclass(skip_stub_type = "yes")]
#[pyclass]
struct Point {}

#[gen_stub_pyfunction(module = )]
#[pyfunction]
fn nothing() {}

fn main() {}
