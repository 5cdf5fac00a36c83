//! The `__init__.py` files of the packages around the extension.
//!
//! This module must not know where the files belong on disk, and must not write them.

mod importable;
mod init_file;
mod selection;
mod text;

pub(in crate::generate) use importable::importable;
pub use init_file::InitFile;
pub(in crate::generate) use selection::{Packages, packages};
