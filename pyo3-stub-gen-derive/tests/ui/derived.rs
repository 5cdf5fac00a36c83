use pyo3::prelude::*;
use pyo3_stub_gen::PyStubType;

#[derive(FromPyObject, PyStubType)]
struct Unknown(#[gen_stub(override(type_repr = "int"))] i64);

#[derive(PyStubType)]
union Either {
    number: i64,
    other: f64,
}

fn main() {}
