//! What the annotations depend on besides the source.

/// What the annotations depend on besides the source.
#[derive(Debug, Clone)]
pub struct AnnotateOptions<'a> {
    /// The name of this library in Rust paths.
    pub library: &'a str,
    /// The name of PyO3 in Rust paths.
    pub pyo3: &'a str,
    /// The name of the extension's module, without the packages around it. Only the function of that module states its
    /// docstring.
    pub module: &'a str,
    /// Whether other crates may use the macros of the crate.
    pub exports: bool,
}
