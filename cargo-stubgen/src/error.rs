//! The errors that stop the command: a rule, and the output of a process that failed.

use crate::rules::{
    BuildRule, DiffRule, EditRule, ExtensionRule, PythonRule, SearchRule, StubRule, TraceRule, TreeRule,
};
use pyo3_stub_gen::generate::Problem;
use pyo3_stub_gen::generate::project::ProjectError;
use pyo3_stub_gen::generate::rules::{ModuleRule, OutputError};

/// A failure, ready to be shown.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The crate of the extension was not found.
    #[error(transparent)]
    Search(#[from] SearchRule),
    /// An interpreter or a type checker could not be used.
    #[error(transparent)]
    Python(#[from] PythonRule),
    /// The extension was not built.
    #[error(transparent)]
    Build(#[from] BuildRule),
    /// The extension could not be read, imported or tested.
    #[error("{rule}")]
    Extension {
        /// Why.
        rule: Box<ExtensionRule>,
        /// The output of its process.
        output: String,
    },
    /// The stub could not be made, read or printed.
    #[error(transparent)]
    Stub(#[from] StubRule),
    /// The sources could not be edited.
    #[error(transparent)]
    Edit(#[from] EditRule),
    /// The calls of a command could not be compared with the stub.
    #[error(transparent)]
    Trace(#[from] TraceRule),
    /// A tree of stubs could not be read or bundled.
    #[error(transparent)]
    Tree(#[from] TreeRule),
    /// Two stubs could not be compared.
    #[error(transparent)]
    Diff(#[from] DiffRule),
    /// The registered items are not enough for a stub.
    #[error(transparent)]
    Module(#[from] ModuleRule),
    /// The project's files are wrong.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// The stub could not be written or compared.
    #[error(transparent)]
    Output(#[from] OutputError),
}

impl From<ExtensionRule> for Error {
    fn from(rule: ExtensionRule) -> Self {
        Self::Extension { rule: Box::new(rule), output: String::new() }
    }
}

impl Error {
    /// Returns the error of `rule`, with what the process of the extension printed.
    pub fn with_output(rule: ExtensionRule, output: String) -> Self {
        Self::Extension { rule: Box::new(rule), output }
    }

    /// Returns the error as a [`Problem`], with its place and remedy.
    pub fn to_problem(&self) -> Problem {
        match self {
            Self::Search(rule) => rule.problem(None),
            Self::Python(rule) => rule.problem(None),
            Self::Build(rule) => rule.problem(None),
            Self::Extension { rule, .. } => rule.problem(None),
            Self::Stub(rule) => rule.problem(None),
            Self::Edit(rule) => rule.problem(None),
            Self::Trace(rule) => rule.problem(None),
            Self::Tree(rule) => rule.problem(None),
            Self::Diff(rule) => rule.problem(None),
            Self::Module(rule) => rule.problem(None),
            Self::Project(error) => error.to_problem(),
            Self::Output(error) => error.problem(None),
        }
    }

    /// Returns what a process of the project printed before it failed.
    pub fn output(&self) -> Option<&str> {
        match self {
            Self::Extension { output, .. } => Some(output.trim_end()).filter(|text| !text.is_empty()),
            Self::Search(_)
            | Self::Python(_)
            | Self::Build(_)
            | Self::Stub(_)
            | Self::Edit(_)
            | Self::Trace(_)
            | Self::Tree(_)
            | Self::Diff(_)
            | Self::Module(_)
            | Self::Project(_)
            | Self::Output(_) => None,
        }
    }
}
