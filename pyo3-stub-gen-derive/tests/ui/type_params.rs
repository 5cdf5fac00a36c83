use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[gen_stub_pyclass]
#[gen_stub(type_params = ["T", "U: int"])]
#[pyclass(generic)]
struct Listed {}

#[gen_stub_pyclass]
#[gen_stub(type_params("T"))]
#[pyclass(generic)]
struct Called {}

fn main() {}
