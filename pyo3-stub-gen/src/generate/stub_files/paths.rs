//! Where each file of a stub belongs.

use crate::generate::packages::InitFile;
use crate::generate::project::Project;
use crate::generate::{FileForm, Stub};
use std::path::{Path, PathBuf};

/// The name of a package's stub.
pub const PACKAGE_STUB: &str = "__init__.pyi";

impl Project {
    /// Where the stub of the extension itself belongs: one file, or that of a package where submodules have
    /// files of their own.
    #[must_use]
    pub fn stub_file(&self, stub: &Stub) -> PathBuf {
        if stub.submodule_files.is_empty() { self.stub.clone() } else { self.directory().join(PACKAGE_STUB) }
    }

    /// Where the other files of `stub` belong, with their texts: the `__init__.py` files, then the stubs of
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

    /// Where the `__init__.py` files of `stub` belong; none where there is no package to hold them.
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
