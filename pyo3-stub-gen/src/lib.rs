//! Type stubs for Python extension modules written in Rust with [PyO3](https://pyo3.rs).
//!
//! Annotate the items that Python uses, and run `cargo stubgen` to generate exactly one `.pyi` file beside the shared
//! library.

mod compat;
pub mod facts;
pyo3_stub_gen_derive::__grammar!();
mod macros;
mod mapping;
mod registration;
mod spelling;
#[doc(hidden)]
pub mod text;
mod types;

#[cfg(feature = "pyo3")]
pub mod runtime;

#[cfg(feature = "pyo3")]
pub mod util;

#[cfg(feature = "generate")]
pub mod generate;
#[cfg(feature = "generate")]
mod parallel;

#[cfg(all(feature = "registry", feature = "generate"))]
mod interpreter;

#[cfg(all(feature = "registry", feature = "generate"))]
mod stub_info;

#[cfg(feature = "registry")]
pub use inventory;

/// With the `registry` feature off, submitting a record does nothing.
#[cfg(not(feature = "registry"))]
pub mod inventory {
    #[doc(inline)]
    pub use crate::__discard as submit;
}

#[cfg(feature = "generate")]
pub use compat::stub_gen_config::StubGenConfig;
pub use compat::type_fields::{ImportKind, TypeFields, TypeIdentifierRef};
pub use compat::type_info;
/// The table of third-party crates, for the test that writes `docs/types.md`.
#[doc(hidden)]
pub use mapping::crates::THIRD_PARTY as __THIRD_PARTY;
pub use pyo3_stub_gen_derive as derive;
/// Implements the trait of this name.
pub use pyo3_stub_gen_derive::PyStubType;
#[doc(hidden)]
pub use registration::private as __private;
#[cfg(all(feature = "registry", feature = "generate"))]
pub use stub_info::{Error, Result, StubInfo};
pub use types::{ImportRef, ModuleRef, PyStubType, TypeInfo};
