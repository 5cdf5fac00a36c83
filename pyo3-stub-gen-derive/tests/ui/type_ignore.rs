use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[gen_stub_pyfunction]
#[pyfunction]
#[gen_stub(type_ignore = [])]
fn empty() {}

#[gen_stub_pyfunction]
#[pyfunction]
#[gen_stub(type_ignore = "override")]
fn text() {}

#[gen_stub_pyfunction]
#[pyfunction]
#[gen_stub(type_ignore = [override])]
fn no_text() {}

fn main() {}
