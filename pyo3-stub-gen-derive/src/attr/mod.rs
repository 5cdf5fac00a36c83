//! Attributes: PyO3's, read leniently because PyO3 checks them; and this crate's own, read strictly.

mod arguments;
pub mod cfg;
mod deprecated;
mod entry;
mod pyo3;
mod stub;
mod text;

pub use arguments::MacroArguments;
pub use deprecated::deprecated;
pub use entry::{Entry, Value, entries};
pub use pyo3::{Pyo3Options, last_segment, mentions};
pub use stub::{Override, StubOptions};
pub use text::{Text, ungrouped};
