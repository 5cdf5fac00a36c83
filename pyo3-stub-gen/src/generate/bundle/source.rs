//! A file of a tree of stubs.

use crate::generate::resolve::FileForm;

/// A stub file that describes one module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeFile {
    /// The dotted name of its module.
    pub module: String,
    /// The form of the file, which decides what a relative import is relative to.
    pub form: FileForm,
    /// The path, for messages.
    pub path: String,
    /// What Python imports the module from, if there is such a file.
    pub imported_from: Option<String>,
    /// The text.
    pub text: String,
}
