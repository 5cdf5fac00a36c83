//! Type aliases as objects.

use crate::PyStubType;
use pyo3::prelude::*;

/// A type alias that a module can hold. [`type_alias!`](crate::type_alias) implements it.
pub trait PyTypeAlias: PyStubType {
    /// The alias's name.
    const NAME: &'static str;

    /// The dotted name of its module.
    const MODULE: &'static str;

    /// The object that the alias is at runtime.
    ///
    /// # Errors
    ///
    /// When Python raises while the object is made.
    fn create_type_object(py: Python<'_>) -> PyResult<Bound<'_, PyAny>>;
}

/// Adds type aliases to modules.
pub trait PyModuleTypeAliasExt {
    /// Sets the alias `T` as an attribute of this module, under [`PyTypeAlias::NAME`].
    ///
    /// # Errors
    ///
    /// When Python raises while the alias is made or set.
    fn add_type_alias<T: PyTypeAlias>(&self) -> PyResult<()>;
}

impl PyModuleTypeAliasExt for Bound<'_, PyModule> {
    fn add_type_alias<T: PyTypeAlias>(&self) -> PyResult<()> {
        self.add(T::NAME, T::create_type_object(self.py())?)
    }
}

/// The object `A | B | C` of the type objects `types`; `None` of no types.
///
/// # Errors
///
/// When one of the objects does not support `|`.
pub fn union_type<'py>(py: Python<'py>, types: &[Bound<'py, PyAny>]) -> PyResult<Bound<'py, PyAny>> {
    let mut types = types.iter();
    match types.next() {
        None => Ok(py.None().into_bound(py)),
        Some(first) => types.try_fold(first.clone(), |union, next| union.bitor(next)),
    }
}
