//! The findings of stubtest, mypy and the comparison of classes, as the Python side reports them.

use super::finding::{Call, Place};
use crate::rules::FindingRule;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The findings of stubtest and mypy.
#[derive(Debug, Deserialize)]
pub struct Proof {
    /// The findings.
    pub findings: Vec<Found>,
    /// The indices of the import statements that mypy rejects.
    pub rejected: Vec<usize>,
}

/// The comparison of the calls of a command with the stub.
#[derive(Debug, Deserialize)]
pub struct Calls {
    /// What contradicts the stub.
    pub findings: Vec<Found>,
    /// What the stub allows, and no call confirmed.
    pub hints: Vec<Found>,
    /// The dotted names of the items that were called.
    pub called: BTreeSet<String>,
    /// The dotted names of the items that were watched. It is empty if the extension was not imported.
    pub watched: BTreeSet<String>,
    /// The dotted names of the items that were not watched, with the reasons.
    pub unwatched: Vec<(String, String)>,
    /// What failed in the watcher.
    pub failures: Vec<String>,
    /// Whether tests failed, and only because their calls contradict the stub.
    pub failed_by_findings_only: bool,
}

/// One thing that is wrong.
#[derive(Debug, Deserialize)]
pub struct Found {
    /// The dotted name of what it is about.
    pub path: String,
    /// The kind of the finding.
    pub rule: FindingRule,
    /// The item in the stub.
    #[serde(default)]
    pub stub: Option<String>,
    /// The modules and names at run time.
    #[serde(default)]
    pub runtime: Option<String>,
    /// The first call that shows it.
    #[serde(default)]
    pub call: Option<Call>,
    /// The line of the stub.
    #[serde(default)]
    pub line: Option<u32>,
    /// Another stub of the package that has the line.
    #[serde(default)]
    pub file: Option<PathBuf>,
    /// The likely cause in hand-written parts.
    #[serde(default)]
    pub unless: Option<Unless>,
}

impl Found {
    /// Returns the line in another stub of the package, if it is not in the one that is tested.
    pub fn elsewhere(&self) -> Option<Place> {
        Some(Place { file: self.file.clone()?, line: self.line? })
    }
}

/// A hand-written part that may differ from the interpreter's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unless {
    /// `async def`, for a function whose result can be awaited.
    Async,
    /// No `*args`, because the function rejects what it gets by them.
    NoVarPositional,
    /// No `**kwargs`, for the same reason.
    NoVarKeyword,
    /// A constructor with a parameter of the type `Never`, because each call of it raises.
    Uncallable,
}
