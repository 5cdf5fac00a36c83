//! The Python types of std's and PyO3's Rust types.
//!
//! Each rule follows PyO3's own `FromPyObject` and `IntoPyObject`: inputs are as wide as extraction,
//! outputs as narrow as conversion.

pub(crate) mod by_feature;
mod collections;
pub(crate) mod crates;
mod macros;
#[cfg(feature = "pyo3")]
mod python;
mod scalars;
mod tuples;
mod wrappers;
