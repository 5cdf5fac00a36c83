//! The names that macro expansions use, as `pyo3_stub_gen::__private`. It is not public API, and changes without
//! notice.

pub use super::probe::{Fallback, Type, type_fn};

#[cfg(feature = "registry")]
pub use super::{
    class::class_of,
    conversion,
    derived::{attributes, derived, fields, index_items, text_items},
    entry::entry_class,
    option_default::IntoOption,
    record::{ClassOf, Record, RecordTypes, Rest, Text},
    shown::{ShowOpaque, Shown},
};

/// The names in scope of an expansion. One import is cheaper than two.
#[cfg(feature = "registry")]
pub mod scope {
    pub use crate::__private as __stub;
    pub use core::{column as __column, line as __line};

    pub use super::super::probe::Fallback as _;
}

/// The function that `__at_load!` calls.
#[cfg(feature = "registry")]
pub mod register {
    pub use super::super::entry::{class, function, record};
}

/// Returns the type of a class that this extension defines.
#[cfg(feature = "registry")]
#[must_use]
pub fn class(name: &str, module: Option<&str>) -> crate::TypeInfo {
    crate::TypeInfo::local(name, module)
}
