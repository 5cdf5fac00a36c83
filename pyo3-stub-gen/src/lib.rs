//! Type stubs for Python extension modules written in Rust with [PyO3](https://pyo3.rs).
//!
//! Annotate what Python sees, run `cargo stubgen`, and get exactly one `.pyi` beside the one shared
//! library.

// Small names that the macros and the two sides share.
pub mod facts;
mod mapping;
mod types;

#[cfg(feature = "registry")]
#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

#[cfg(feature = "registry")]
mod records;

#[cfg(feature = "registry")]
mod registry;

#[cfg(feature = "generate")]
pub mod generate;

pub use pyo3_stub_gen_derive as derive;
pub use types::{ImportRef, ModuleRef, PyStubType, TypeInfo};
