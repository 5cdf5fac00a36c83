//! What the annotations depend on besides the source.

use std::collections::BTreeSet;

/// What the annotations depend on besides the source.
#[derive(Debug, Clone)]
pub struct AnnotateOptions<'a> {
    /// The name of this library in Rust paths.
    pub library: &'a str,
    /// The condition under which the crate has this library, as `cfg_attr` takes it.
    pub condition: Option<&'a str>,
    /// The name of PyO3 in Rust paths.
    pub pyo3: &'a str,
    /// The name of the extension's module, without the packages around it. Only the function of that module states its
    /// docstring.
    pub module: &'a str,
    /// Whether other crates may use the macros of the crate.
    pub exports: bool,
    /// The items that get an annotation.
    pub scope: AnnotateScope<'a>,
}

/// The items that get an annotation. One below PyO3's attribute is moved above it in any case, and an item with options
/// gets one in any case, because neither compiles otherwise.
#[derive(Debug, Clone, Copy)]
pub enum AnnotateScope<'a> {
    /// All items.
    All,
    /// The classes with these names, and their methods. None of them means that annotations are only moved.
    Classes(&'a BTreeSet<String>),
}
