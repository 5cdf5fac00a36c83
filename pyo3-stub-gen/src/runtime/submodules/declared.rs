//! What `#[gen_stub_pymodule(lazy)]` on a nested module expands to a use of.

use super::builder::Submodules;
use pyo3::prelude::*;

/// The result of a `#[pymodule_init]`, as PyO3 accepts it.
pub trait InitResult {
    /// Returns the error.
    #[doc(hidden)]
    fn into_result(self) -> PyResult<()>;
}

impl InitResult for () {
    #[inline]
    fn into_result(self) -> PyResult<()> {
        Ok(())
    }
}

impl<E> InitResult for Result<(), E>
where
    PyErr: From<E>,
{
    #[inline]
    fn into_result(self) -> PyResult<()> {
        self.map_err(PyErr::from)
    }
}

impl Submodules<'_, '_> {
    /// Adds a lazy submodule that was declared as a nested `#[pymodule]`. PyO3 made the function `fill`, which does not set
    /// the docstring.
    #[doc(hidden)]
    #[inline]
    pub fn __declared(
        self,
        name: &str,
        doc: &'static str,
        fill: fn(&Bound<'_, PyModule>) -> PyResult<()>,
    ) -> Self {
        self.lazy(name, move |module| {
            if !doc.is_empty() {
                module.setattr("__doc__", doc)?;
            }
            fill(module)
        })
    }
}
