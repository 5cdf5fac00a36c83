//! What macro expansions name. Not public API: it changes without notice.

pub use crate::records::*;
pub use crate::registry::{ShowOpaque, Shown};
pub use core::any::TypeId;
pub use inventory::submit;

use crate::{ModuleRef, PyStubType, TypeInfo};
use std::marker::PhantomData;

/// Gives the input and output type of `T`, whether or not `T` has a [`PyStubType`].
///
/// `<Type<T>>::OUTPUT` is the inherent constant where `T: PyStubType`, and the one of [`Fallback`]
/// where it is not: an inherent item wins over a trait's, but only when its bounds hold. Constants,
/// not functions, so that a static can hold them.
#[derive(Debug)]
pub struct Type<T: ?Sized>(PhantomData<T>);

impl<T: PyStubType + ?Sized> Type<T> {
    /// The type of a value that Rust hands to Python.
    pub const OUTPUT: TypeFn = T::type_output;
    /// The type of a value that Python hands to Rust.
    pub const INPUT: TypeFn = T::type_input;
}

/// The types of a `T` without a [`PyStubType`].
pub trait Fallback {
    /// What stands for the type of a result.
    const OUTPUT: TypeFn;
    /// What stands for the type of an argument.
    const INPUT: TypeFn;
}

impl<T: ?Sized> Fallback for Type<T> {
    const OUTPUT: TypeFn = unknown::<T>;
    const INPUT: TypeFn = unknown::<T>;
}

fn unknown<T: ?Sized>() -> TypeInfo {
    let full = std::any::type_name::<T>();
    crate::mapping::by_name::find(full)
        .unwrap_or_else(|| TypeInfo::unknown(&crate::registry::short_type_name(full)))
}

/// The type of a class that this extension defines.
#[must_use]
pub fn class(name: &str, module: Option<&str>) -> TypeInfo {
    TypeInfo::locally_defined(name, module.map_or(ModuleRef::Default, ModuleRef::from))
}

impl Record {
    /// Where the item was written.
    #[must_use]
    pub fn at(&self) -> At {
        match self {
            Self::Function(record) => record.at,
            Self::Class(record) => record.at,
            Self::Methods(record) => record.at,
            Self::Variable(record) => record.at,
            Self::TypeAlias(record) => record.at,
            Self::ModuleDoc(record) => record.at,
            Self::Reexport(record) => record.at,
            Self::ExportVerbatim(record) | Self::ExcludeFromAll(record) => record.at,
            Self::Snippet(record) => record.at,
            Self::Warning(record) => record.at,
        }
    }
}
