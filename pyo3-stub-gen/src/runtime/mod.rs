//! What an extension may call when it is imported: type aliases as objects, and submodules that can
//! be imported.

mod alias;
mod named;
mod object;
mod submodules;

pub use alias::{PyModuleTypeAliasExt, PyTypeAlias, union_type};
pub use object::PyRuntimeType;
#[doc(hidden)]
pub use object::{AnyObject, NamedObject, ObjectOf, StatedObject, TypeObject};
pub use submodules::{InstalledSubmodules, SubmoduleState, Submodules, register_submodules};
