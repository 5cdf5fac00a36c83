//! What macro expansions name. Not public API: it changes without notice.

pub use crate::probe::{Fallback, Type, type_fn};

#[cfg(feature = "registry")]
pub use registered::*;

/// What `define_stub_info_gatherer!` gives without the feature `generate`. The compiler shows its name to whoever calls
/// a method of it.
#[derive(Debug)]
pub struct TurnOnTheFeatureGenerate;

#[cfg(feature = "registry")]
mod registered {
    //! What exists only where the macros register.

    pub use crate::expansion::*;
    pub use crate::records::{Owner, Record, Rest, Text, Types, class_of};
    pub use crate::registry::{ShowOpaque, Shown};

    use crate::TypeInfo;

    pub mod scope {
        //! What an expansion has in scope: one import is cheaper than two.

        pub use crate::__private as __stub;
        pub use core::{column as __column, line as __line};

        pub use crate::probe::Fallback as _;
    }

    pub mod register {
        //! What the loader calls.

        pub use crate::records::{class, function, record};
    }

    /// The type of a class that this extension defines.
    #[must_use]
    pub fn class(name: &str, module: Option<&str>) -> TypeInfo {
        TypeInfo::local(name, module)
    }
}
