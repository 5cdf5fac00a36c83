//! The result of a proof.

use super::coverage::Coverage;
use super::finding::Finding;
use super::traced::Traced;
use crate::report::Sources;
use std::path::PathBuf;

/// The result of a proof of one stub.
#[derive(Debug)]
pub struct Proved {
    /// The module.
    pub module: String,
    /// The stub, or the directory of stubs.
    pub stub: PathBuf,
    /// How many items it declares.
    pub items: usize,
    /// How many submodules it describes.
    pub submodules: usize,
    /// The findings.
    pub findings: Vec<Finding>,
    /// The dotted names of submodules that Python imports, and that the configuration does not declare.
    pub undeclared: Vec<String>,
    /// What the calls of a command showed, if one was watched.
    pub traced: Option<Traced>,
    /// How much of each module and class the stub covers.
    pub coverage: Vec<Coverage>,
    /// The dotted names that no annotation describes and that lack types.
    pub unannotated: Vec<String>,
    /// Whether the project's stub differs from the one that would be written now.
    pub is_stale: bool,
    /// Why the stub covers too little, if it does.
    pub shortfall: Option<String>,
    /// The directories of the Rust files.
    pub sources: Sources,
}
