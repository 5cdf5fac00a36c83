//! Writes the files of a stub.

use super::validity;
use crate::generate::Stub;
use crate::generate::output::{self, OutputError, Replace, Written};
use crate::generate::project::Project;
use std::path::{Path, PathBuf};

/// The outcome for one file of a stub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A file that comes with the stub: an `__init__.py`, or the stub of an importable submodule.
    Part(PathBuf, Written),
    /// The stub of the extension itself.
    Stub(PathBuf, Written),
    /// The marker that tells type checkers to read the package's stubs.
    Marker(PathBuf, Written),
    /// A generated stub that is not part of the present one was removed.
    Removed(PathBuf),
}

impl Project {
    /// Writes the files of `stub` that changed, marks the package as typed, and removes leftovers.
    /// The stub of the extension itself is written last, so it is unchanged if another file cannot be written.
    ///
    /// # Errors
    ///
    /// One of the files must not be replaced, leads out of the project through a link, or would not be valid Python, and then
    /// no file is written; or the operating system refuses to write or remove a file.
    pub fn write(&self, stub: &Stub, replace: Replace) -> Result<Vec<Change>, OutputError> {
        self.check_links(stub)?;
        let root = self.stub_file(stub);
        let parts = self.other_files(stub);
        for (path, text) in parts.iter().map(|(path, text)| (path, *text)).chain([(&root, &*stub.text)]) {
            output::permit(path, text, replace)?;
            validity::check(path, text)?;
        }
        let _writing = output::uninterrupted();
        let mut changes = Vec::new();
        for (path, text) in parts {
            let written = output::write(&path, text, replace)?;
            changes.push(Change::Part(path, written));
        }
        let written = output::write(&root, &stub.text, replace)?;
        changes.push(Change::Stub(root, written));
        for path in self.leftovers(stub) {
            output::remove(&path)?;
            changes.push(Change::Removed(path));
        }
        if let Some(package) = &self.package {
            changes.push(Change::Marker(package.join(output::TYPED_MARKER), output::mark_typed(package)?));
        }
        Ok(changes)
    }

    /// Checks that no file which [`write`](Self::write) would write or remove is outside the project.
    ///
    /// # Errors
    ///
    /// A file leads out of the project through a link.
    pub fn check_links(&self, stub: &Stub) -> Result<(), OutputError> {
        let parts = self.other_files(stub).into_iter().map(|(path, _)| path);
        let marker = self.package.iter().map(|package| package.join(output::TYPED_MARKER));
        // An existing marker is not written.
        let marker = marker.filter(|path| !path.exists());
        // To remove a link is to remove the link alone, unless it is a directory.
        let removed = self.leftovers(stub).into_iter().filter_map(|path| path.parent().map(Path::to_owned));
        for file in std::iter::once(self.stub_file(stub)).chain(parts).chain(removed).chain(marker) {
            if let Some(path) = self.outside(&file) {
                return Err(OutputError::LinkedOutside { file, path });
            }
        }
        Ok(())
    }
}
