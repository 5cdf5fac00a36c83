//! What exists only because versions before 0.24 had it: the records of [`type_info`] with their encoding,
//! and the fields of a `TypeInfo`.
//!
//! The rest of the library must not know of it. `lib.rs` re-exports the records, and the registration appends their
//! statements to its own.

pub mod type_fields;
pub mod type_info;

#[cfg(feature = "registry")]
pub(crate) mod submitted;
#[cfg(feature = "registry")]
mod writer;
