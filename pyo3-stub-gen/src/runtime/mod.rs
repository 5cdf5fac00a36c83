//! What an extension may call when it is imported: type aliases as objects, and submodules that can
//! be imported.

#[cfg(feature = "pyo3")]
mod alias;
#[cfg(feature = "pyo3")]
mod named;
#[cfg(feature = "pyo3")]
mod object;
mod submodules;

#[cfg(feature = "pyo3")]
pub use alias::{PyModuleTypeAliasExt, PyTypeAlias, union_type};
#[cfg(feature = "pyo3")]
pub use object::PyRuntimeType;
#[cfg(feature = "pyo3")]
#[doc(hidden)]
pub use object::{AnyObject, NamedObject, ObjectOf, StatedObject, TypeObject};
#[cfg(feature = "pyo3")]
#[doc(hidden)]
pub use pyo3::{Bound as __Bound, PyResult as __PyResult, types::PyModule as __PyModule};
#[cfg(feature = "pyo3")]
#[doc(hidden)]
pub use submodules::__InitResult;
#[cfg(feature = "pyo3")]
pub use submodules::{InstalledSubmodules, SubmoduleState, Submodules, register_submodules};
