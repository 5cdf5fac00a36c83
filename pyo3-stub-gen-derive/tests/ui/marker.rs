use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

use pyo3_stub_gen::inventory::submit;

#[gen_stub_pyfunction(python = r#"def f(x: pyo3_stub_gen.RustType["Vec<"]) -> int: ..."#)]
#[pyfunction]
fn no_type() {}

submit! {
    gen_function_from_python!(r#"def g(x: pyo3_stub_gen.RustType[Vec]) -> int: ..."#)
}

fn main() {}
