//! An `__init__.py` file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The `__init__.py` of a package around the extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitFile {
    /// The dotted name of the package.
    pub package: String,
    /// The text of the file.
    pub text: String,
    /// The names that it exports: those in its `__all__`.
    pub exports: BTreeSet<String>,
}

impl InitFile {
    /// Returns its path below the directory that contains the Python packages.
    #[must_use]
    pub fn path(&self, python_source: &Path) -> PathBuf {
        self.package
            .split('.')
            .fold(python_source.to_owned(), |path, part| path.join(part))
            .join("__init__.py")
    }
}
