//! Where each file of a stub belongs.

use crate::generate::packages::InitFile;
use crate::generate::project::Project;
use crate::generate::{FileForm, Stub};
use std::path::{Path, PathBuf};

/// The name of a package's stub.
pub const PACKAGE_STUB: &str = "__init__.pyi";

impl Project {
    /// Returns the path of the stub of the extension itself. Where submodules have files of their own, it is the
    /// stub of a package.
    #[must_use]
    pub fn stub_file(&self, stub: &Stub) -> PathBuf {
        if stub.submodule_files.is_empty() { self.stub.clone() } else { self.directory().join(PACKAGE_STUB) }
    }

    /// Returns the paths of the other files of `stub` with their texts: the `__init__.py` files, then the stubs of
    /// importable submodules.
    #[must_use]
    pub fn other_files<'s>(&self, stub: &'s Stub) -> Vec<(PathBuf, &'s str)> {
        let inits = self.init_files(stub).into_iter().map(|(path, file)| (path, file.text.as_str()));
        let submodules = stub.submodule_files.iter().map(|file| {
            let path = file.path.iter().fold(self.directory(), |path, name| path.join(name));
            let path = match file.form {
                FileForm::Module => path.with_extension("pyi"),
                FileForm::Package => path.join(PACKAGE_STUB),
            };
            (path, file.text.as_str())
        });
        inits.chain(submodules).collect()
    }

    /// Returns the paths of the `__init__.py` files of `stub`. There are none without a package to contain them.
    pub(super) fn init_files<'s>(&self, stub: &'s Stub) -> Vec<(PathBuf, &'s InitFile)> {
        let source = self.package.as_deref().and_then(Path::parent);
        source
            .map(|source| stub.init_files.iter().map(|file| (file.path(source), file)).collect())
            .unwrap_or_default()
    }

    /// The directory of the stub package.
    pub(super) fn directory(&self) -> PathBuf {
        if self.stub.ends_with(PACKAGE_STUB) {
            return self.stub.parent().map(Path::to_owned).unwrap_or_default();
        }
        self.stub.with_extension("")
    }
}
