//! The configuration of a stub, `[tool.pyo3-stub-gen]`.
//!
//! A key is one entry of the table in `keys.rs`, and a submodule style one entry of the table in `style.rs`. This
//! module must not know what a stub contains.

mod extra;
mod inspect;
mod keys;
mod kinds;
mod read;
mod selection;
mod source_links;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod unannotated;
mod version;

pub use super::rust_types::{PythonTypes, RustTypes};
pub use extra::ExtraStub;
pub(in crate::generate) use extra::declare;
pub use inspect::Inspect;
pub use keys::{Config, ConfigBuilder};
pub(in crate::generate) use read::read;
pub use selection::Selection;
pub use source_links::SourceLinks;
pub use style::{AttributeForm, NestedForm, SubmoduleStyle};
pub use unannotated::Unannotated;
pub use version::PythonVersion;
