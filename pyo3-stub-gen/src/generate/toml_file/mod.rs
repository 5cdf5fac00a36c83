//! TOML with positions, so that an error about a value has its file, line and column.
//!
//! It must not know what any key means.

mod error;
mod source;
mod table;

pub use error::TomlError;
pub(in crate::generate) use source::TomlSource;
pub(in crate::generate) use table::{Table, Value};
