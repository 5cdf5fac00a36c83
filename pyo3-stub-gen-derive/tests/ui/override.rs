use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[gen_stub_pyfunction]
#[pyfunction]
#[gen_stub(override_return_type)]
fn no_list() {}

#[gen_stub_pyfunction]
#[pyfunction]
#[gen_stub(override_return_type(imports = ("typing",)))]
fn no_type() {}

#[gen_stub_pyfunction]
#[pyfunction]
#[gen_stub(override_return_type(type_repr = "int", import = "typing"))]
fn unknown() {}

#[gen_stub_pyfunction]
#[pyfunction]
#[gen_stub(override_return_type(type_repr = "int", imports = typing))]
fn no_text() {}

#[gen_stub_pyfunction]
#[pyfunction]
fn argument(#[gen_stub(override_type(type_repr = 1))] x: i32) {
    let _ = x;
}

fn main() {}
