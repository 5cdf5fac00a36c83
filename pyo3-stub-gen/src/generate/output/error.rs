//! Errors of the operating system, with what was tried.

pub use crate::generate::rules::{NotAFile, OutputError};

use std::io;
use std::path::Path;

impl OutputError {
    pub(super) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), source }
    }
}
