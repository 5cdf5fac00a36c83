use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[gen_stub_pyclass(modul = "a.b")]
#[pyclass]
struct Point {}

#[gen_stub_pyfunction(moduel = "a.b", nmae = "x")]
#[pyfunction]
fn function() {}

#[gen_stub_pymethods(module = "a.b")]
#[pymethods]
impl Point {}

#[gen_stub_pymodule(name = "x")]
#[pymodule]
mod module {}

#[gen_stub_pyclass(type_params = ["T"])]
#[pyclass(generic)]
struct Cell {}

#[gen_stub_pymethods(skip)]
#[pymethods]
impl Cell {}

fn main() {}
