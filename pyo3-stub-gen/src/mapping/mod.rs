//! The Python types of std's and PyO3's Rust types.
//!
//! Each rule follows PyO3's own `FromPyObject` and `IntoPyObject`: inputs are as wide as extraction,
//! outputs as narrow as conversion.

pub(crate) mod by_feature;
pub(crate) mod by_name;
mod collections;
mod crates;
#[cfg(feature = "pyo3")]
mod python;
mod scalars;
mod tuples;
mod wrappers;

/// Maps each Rust type to an output type, and to an input type where that differs. What an invariant
/// container holds is stated where it is not just the output type.
macro_rules! map {
    ($( $type:ty => $output:expr $(, from $input:expr $(, held as $held:expr)?)?; )*) => {$(
        impl $crate::PyStubType for $type {
            fn type_output() -> $crate::TypeInfo {
                $output
            }

            $( fn type_input() -> $crate::TypeInfo {
                $input
            }

            $( fn held_inputs() -> Vec<$crate::TypeInfo> {
                $held.into()
            } )? )?
        }
    )*};
}

/// Maps each type, generic over `T`, to what `T` is.
macro_rules! transparent {
    ($( [$($generics:tt)*] $type:ty; )*) => {$(
        impl<$($generics)*> $crate::PyStubType for $type {
            fn type_output() -> $crate::TypeInfo {
                <T as $crate::PyStubType>::type_output()
            }

            fn type_input() -> $crate::TypeInfo {
                <T as $crate::PyStubType>::type_input()
            }

            fn held_inputs() -> Vec<$crate::TypeInfo> {
                <T as $crate::PyStubType>::held_inputs()
            }
        }
    )*};
}

use {map, transparent};
