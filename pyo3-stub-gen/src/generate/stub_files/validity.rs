//! Checks a text before it is written: what is written always parses.

use crate::generate::Stub;
use crate::generate::output::{self, Comparison, OutputError};
use crate::generate::python::check_file;
use crate::text::words::lower_first;
use std::path::{Path, PathBuf};

/// Checks that `text` is valid Python, unless the file at `path` has it already.
pub(super) fn check(path: &Path, text: &str) -> Result<(), OutputError> {
    if matches!(output::compare(path, text), Ok(Comparison::Same)) {
        return Ok(());
    }
    checked(path.to_owned(), text)
}

fn checked(path: PathBuf, text: &str) -> Result<(), OutputError> {
    check_file(text).map_err(|error| OutputError::NotPython {
        path,
        line: error.lines_before + 1,
        reason: lower_first(&error.message),
        text: error.excerpt.line,
    })
}

impl Stub {
    /// Checks that the text of the extension's own file is valid Python, for a program that prints it.
    ///
    /// # Errors
    ///
    /// [`OutputError::NotPython`] if it is not.
    pub fn check(&self) -> Result<(), OutputError> {
        checked(PathBuf::from("-"), &self.text)
    }
}
