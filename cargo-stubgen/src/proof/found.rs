//! The findings of stubtest, mypy and the comparison of classes, as the Python side reports them.

use crate::rules::FindingRule;
use serde::Deserialize;

/// What stubtest and mypy have found.
#[derive(Debug, Deserialize)]
pub struct Proof {
    /// What is wrong.
    pub findings: Vec<Found>,
    /// The indices of the import statements that mypy rejects.
    pub rejected: Vec<usize>,
}

/// One thing that is wrong.
#[derive(Debug, Deserialize)]
pub struct Found {
    /// The dotted name of what it is about.
    pub path: String,
    /// What is wrong.
    pub rule: FindingRule,
    /// What the stub has.
    #[serde(default)]
    pub stub: Option<String>,
    /// The modules and names at run time.
    #[serde(default)]
    pub runtime: Option<String>,
    /// The line of the stub.
    #[serde(default)]
    pub line: Option<u32>,
    /// What the author of the extension may have meant, and written by hand.
    #[serde(default)]
    pub unless: Option<Unless>,
}

/// What an author may have written by hand although the interpreter shows something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unless {
    /// `async def`, for a function whose result can be awaited.
    Async,
    /// No `*args`, because the function rejects what it gets by them.
    NoVarPositional,
    /// No `**kwargs`, for the same reason.
    NoVarKeyword,
}
