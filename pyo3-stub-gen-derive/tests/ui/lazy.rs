use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[gen_stub_pymodule(lazy)]
#[pymodule]
mod extension {}

#[gen_stub_pymodule(lazy)]
#[pymodule]
fn function(_module: &Bound<'_, PyModule>) -> PyResult<()> {
    Ok(())
}

// The module around it does not know.
#[pymodule]
mod around {
    #[pyo3_stub_gen::derive::gen_stub_pymodule(lazy)]
    #[pyo3::pymodule]
    mod inside {}
}

#[gen_stub_pymodule]
#[pymodule(submodule)]
mod part {
    #[gen_stub_pymodule(lazy)]
    #[pyo3::pymodule]
    mod inside {}
}

#[gen_stub_pymodule]
#[pymodule]
mod misspelled {
    #[gen_stub_pymodule(lasy)]
    #[pyo3::pymodule]
    mod inside {}

    #[gen_stub_pymodule(lazy = 1)]
    #[pyo3::pymodule]
    mod number {}
}

fn main() {}
