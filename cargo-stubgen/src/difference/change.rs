//! The changes between two versions.

use super::laid::SidePlace;
use super::step::{self, Step};
use crate::rules::{ChangeRule, Verdict};

/// One change.
#[derive(Debug)]
pub struct Change {
    /// The dotted name of what has changed, as users reach it.
    pub path: String,
    /// The kind of the change.
    pub rule: &'static ChangeRule,
    /// What has changed, as a continuation of the name.
    pub message: String,
    /// Where it was.
    pub old: Option<SidePlace>,
    /// Where it is.
    pub new: Option<SidePlace>,
    /// Whether the user allows it.
    pub is_allowed: bool,
}

impl Change {
    /// Returns what it means for users.
    pub fn verdict(&self) -> Verdict {
        self.rule.verdict
    }

    /// Whether it breaks users without being allowed.
    pub fn breaks(&self) -> bool {
        self.verdict() == Verdict::Breaking && !self.is_allowed
    }
}

/// All changes between two versions.
#[derive(Debug)]
pub struct Difference {
    /// The name of the old version.
    pub old: String,
    /// The name of the new version.
    pub new: String,
    /// The version of the old package, if it is known.
    pub old_version: Option<String>,
    /// The changes, by their names.
    pub changes: Vec<Change>,
    /// The modules that could not be read.
    pub unknown: Vec<String>,
}

impl Difference {
    /// Allows changes with these codes.
    pub fn allow(&mut self, codes: &[String]) {
        for change in &mut self.changes {
            change.is_allowed = codes.iter().any(|code| code == change.rule.code);
        }
    }

    /// Whether users are broken.
    pub fn breaks(&self) -> bool {
        self.changes.iter().any(Change::breaks)
    }

    /// Returns how many changes have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.changes.iter().filter(|change| change.verdict() == verdict).count()
    }

    /// Returns the step of the version that the changes ask for. An allowed change asks for one too.
    pub fn step(&self) -> Step {
        let verdict = self.changes.iter().map(Change::verdict).min().unwrap_or(Verdict::Invisible);
        step::of(verdict, self.old_version.as_deref())
    }
}
