//! Checks that a text is valid Python before it is written.

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
    /// Checks that the text of every file is valid Python, for a program that does not [write](crate::generate::project::Project::write) them.
    ///
    /// # Errors
    ///
    /// [`OutputError::NotPython`] if one is not.
    pub fn check(&self) -> Result<(), OutputError> {
        let submodules = self.submodule_files.iter().map(|file| &file.text);
        let packages = self.init_files.iter().map(|file| &file.text);
        let mut texts = [&self.text].into_iter().chain(submodules).chain(packages);
        texts.try_for_each(|text| checked(PathBuf::from("-"), text))
    }
}
