//! Attributes: those of PyO3, which are read leniently because PyO3 checks them, and this crate's own, which are read
//! strictly.

mod arguments;
pub mod cfg;
mod consumed;
mod deprecated;
#[cfg(test)]
mod docs;
mod entry;
mod pyo3;
mod site;
mod stub;
mod suggest;
mod values;

pub use arguments::{Macro, MacroArguments};
pub use consumed::is_consumed;
pub use deprecated::deprecated;
pub use entry::{Entry, Value, entries};
pub use pyo3::{Pyo3Options, last_segment, mentions};
pub use site::Site;
pub use stub::StubOptions;
pub use suggest::unknown;
pub use values::Override;
