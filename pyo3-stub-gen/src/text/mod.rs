//! Text utilities that several parts of the library and the command share.
//!
//! This is the lowest layer. It must not know facts, stubs or configuration.

pub mod dotted;
#[cfg(feature = "generate")]
pub mod literal;
#[cfg(feature = "generate")]
pub mod path;
#[cfg(feature = "generate")]
pub mod visible;
#[cfg(feature = "generate")]
pub mod words;
