use pyo3_stub_gen::derive::*;

#[gen_stub_pyfunction]
struct NoFunction {}

#[gen_stub_pyclass]
fn no_class() {}

#[gen_stub_pymethods]
struct NoMethods {}

#[gen_stub_pymodule]
struct NoModule {}

trait Trait {}

#[gen_stub_pymethods]
impl Trait for NoFunction {}

fn main() {}
