//! A stub file before it is text.

use super::import::Import;
use crate::generate::model::{AllForm, ConditionalExports, Expr, ImportComment, Node};
use std::collections::BTreeSet;

/// A stub file: complete, with bound names, and not yet text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The path of its module below the extension; empty for the extension itself.
    pub path: Vec<String>,
    /// Its place in the tree of files.
    pub form: FileForm,
    /// The comments at its top, which its author wrote.
    pub comments: Vec<String>,
    /// The docstring.
    pub doc: String,
    /// Its imports, sorted.
    pub imports: BTreeSet<Import>,
    /// The comments for the imports of hand-written stubs.
    pub import_comments: Vec<ImportComment>,
    /// The names in `__all__`, sorted.
    pub exports: Vec<String>,
    /// The names that `__all__` has under a condition.
    pub conditional_exports: Vec<ConditionalExports>,
    /// What `__all__` is.
    pub all: AllForm,
    /// The type of `__all__`, if it is stated: in an expanded file whose module's class would declare it.
    pub all_annotation: Option<Expr>,
    /// Its statements.
    pub nodes: Vec<Node>,
}

/// Where a file is in a tree of stubs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// `name.pyi`.
    Module,
    /// `name/__init__.pyi`, beside the files of its submodules.
    Package,
}
