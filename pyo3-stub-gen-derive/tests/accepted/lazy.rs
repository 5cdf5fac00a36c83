#![deny(warnings)]
//! Lazy modules beside every form of `#[pymodule_init]`.

use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

/// The error of an initialiser, which PyO3 converts.
struct Failed;

impl From<Failed> for PyErr {
    fn from(_: Failed) -> Self {
        pyo3::exceptions::PyRuntimeError::new_err("failed")
    }
}

#[gen_stub_pymodule]
#[pymodule]
mod none {
    #[gen_stub_pymodule(lazy)]
    #[pyo3::pymodule]
    mod lazy {}
}

#[gen_stub_pymodule]
#[pymodule]
mod module {
    use super::*;

    #[gen_stub_pymodule(lazy)]
    #[pymodule]
    #[pyo3(name = "other", gil_used = false)]
    mod r#type {
        use super::*;

        #[doc = concat!("A ", "module.")]
        #[gen_stub_pymodule(lazy)]
        #[pymodule(module = "elsewhere")]
        mod inner {}

        #[pymodule_init]
        fn init(_module: &Bound<'_, PyModule>) -> PyResult<()> {
            Ok(())
        }
    }

    #[pymodule_init]
    fn init(_module: &Bound<'_, PyModule>) -> Result<(), Failed> {
        Err(Failed)
    }
}

#[gen_stub_pymodule]
#[pymodule]
mod nothing {
    use super::*;

    #[gen_stub_pymodule(lazy)]
    #[pymodule]
    mod lazy {}

    #[pymodule_init]
    fn init() {}
}

#[gen_stub_pymodule]
#[pymodule]
mod python {
    use super::*;

    #[cfg(any())]
    #[gen_stub_pymodule(lazy)]
    #[pymodule]
    mod absent {}

    #[cfg_attr(any(), gen_stub_pymodule(lazy))]
    #[cfg_attr(not(any()), gen_stub_pymodule)]
    #[pymodule]
    mod eager {
        use super::*;

        #[cfg_attr(not(any()), gen_stub_pymodule(lazy))]
        #[pymodule]
        mod lazy {}
    }

    #[pymodule_init]
    fn init(_py: Python<'_>, _module: &Bound<'_, PyModule>) -> PyResult<()> {
        Ok(())
    }
}

fn main() {
    let _: u8 = "the only error";
}
