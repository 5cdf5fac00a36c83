//! Reads the name of the module, the layout and the configuration from the files of a project.
//!
//! It reads `pyproject.toml` and `Cargo.toml`, and follows maturin's own rules. It must not know what a stub contains,
//! or how a file is written.

mod boundary;
mod error;
mod expanded;
mod extra;
mod formatters;
mod layout;
mod maturin;
mod module_name;
mod places;
mod pyproject;
mod root;
mod specifier;

#[cfg(test)]
mod tests;

pub use super::toml_file::TomlError;
pub use error::ProjectError;
#[cfg(test)]
pub(in crate::generate) use extra::extra_stub;
pub use layout::Layout;
pub use maturin::{FeatureChoice, Maturin};
pub use places::{Project, ProjectSources, manifest_of, resolve};
pub use pyproject::Pyproject;
pub use specifier::Specifiers;
