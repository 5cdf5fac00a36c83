//! The packages around an extension whose stub has a file for each module.

use super::paths::PACKAGE_STUB;
use super::writing::Change;
use crate::generate::output::{self, Comparison, OutputError, Owner, Replace};
use crate::generate::project::Project;
use std::path::Path;

impl Project {
    /// Writes an empty file for each package around an [expanded](Self::expanded) stub that has neither Python source nor a
    /// stub. Tools that read the files would otherwise not know the full names of the modules. The extension of the files is
    /// `suffix`. A stub that was written before the package had a source is removed.
    ///
    /// # Errors
    ///
    /// The operating system refuses to write or remove a file.
    pub fn write_packages(&self, suffix: &str) -> Result<Vec<Change>, OutputError> {
        let _writing = output::uninterrupted();
        let count = self.module.split('.').count() - 1;
        let header = output::header(&self.module) + "\n";
        let mut changes = Vec::new();
        for directory in self.directory().ancestors().skip(1).take(count) {
            let source = directory.join("__init__.py");
            let stub = directory.join(PACKAGE_STUB);
            if source.is_file() {
                if self.is_empty_file(&stub, &header)? {
                    output::remove(&stub)?;
                    changes.push(Change::Removed(stub));
                }
            } else if !stub.is_file() {
                let path = source.with_extension(suffix);
                let written = output::write(&path, &header, Replace::Generated)?;
                changes.push(Change::Part(path, written));
            }
        }
        Ok(changes)
    }

    /// Whether the file at `path` was written for an empty package.
    fn is_empty_file(&self, path: &Path, header: &str) -> Result<bool, OutputError> {
        let is_own = output::owner(path) == Some(Owner::Module(self.module.clone()));
        Ok(is_own && output::compare(path, header)? == Comparison::Same)
    }
}
