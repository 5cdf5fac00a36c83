//! API that exists only for compatibility with versions before 0.24: the records of [`type_info`] with their encoding,
//! the fields of a `TypeInfo`, `StubGenConfig`, and `StubInfo` without the generator.
//!
//! The rest of the library must not know of it, with three exceptions. `lib.rs` re-exports it, the registration appends the
//! statements of the records to its own, and `StubInfo` takes a `StubGenConfig`.

#[cfg(feature = "generate")]
pub mod stub_gen_config;
pub mod type_fields;
pub mod type_info;
#[cfg(not(all(feature = "registry", feature = "generate")))]
pub mod without_generator;

#[cfg(feature = "registry")]
pub(crate) mod submitted;
#[cfg(feature = "registry")]
mod writer;
