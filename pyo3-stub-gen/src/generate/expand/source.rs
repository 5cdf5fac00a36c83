//! A stub on disk.

use crate::generate::FileForm;

/// A stub to be expanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StubSource<'a> {
    /// The dotted name of its module.
    pub module: &'a str,
    /// The form of its file, which decides what a relative import is relative to.
    pub form: FileForm,
    /// The text.
    pub text: &'a str,
}

impl<'a> StubSource<'a> {
    /// The package that relative imports count from.
    pub(super) fn package(self) -> &'a str {
        match self.form {
            FileForm::Package => self.module,
            FileForm::Module => self.module.rsplit_once('.').map_or("", |(package, _)| package),
        }
    }
}
