//! The `__init__.py` files of the packages around the extension.
//!
//! It must not know where they belong on disk, and writes nothing.

mod init_file;
mod selection;
mod text;

pub use init_file::InitFile;
pub(in crate::generate) use selection::{Packages, packages};
