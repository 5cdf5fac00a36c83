//! The changes, as `diff/changes.toml` lists them.

use serde::Deserialize;
use std::collections::BTreeMap;
use stub_tests::{Outcome, places, when};

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The first lines of every file.
    pub prelude: String,
    /// The changes.
    #[serde(rename = "change")]
    pub changes: Vec<Change>,
}

/// A change of a stub.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The change.
    pub what: String,
    /// The stub before it.
    pub old: String,
    /// The stub after it.
    pub new: String,
    /// The code of a user.
    pub r#use: String,
    /// Code that only the new stub allows.
    #[serde(default)]
    pub gain: Option<String>,
    /// What the change means for the user.
    pub verdict: Verdict,
    /// The codes of `cargo stubgen diff`, each with a name.
    pub diff: Vec<String>,
    /// The checkers that say otherwise, with the reasons.
    #[serde(default)]
    pub unless: BTreeMap<String, String>,
}

/// What a change means for a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The code is rejected.
    Breaking,
    /// The code is accepted, and so is more.
    Compatible,
    /// Nothing is noticed.
    Invisible,
}

impl Verdict {
    /// Reads the word for it.
    pub fn deserialized(value: &serde_json::Value) -> serde_json::Result<Self> {
        serde_json::from_value(value.clone())
    }
}

/// Reads the file.
pub fn read() -> Outcome<List> {
    let path = places::tests().join("diff/changes.toml");
    let text = when(std::fs::read_to_string(&path), path.display())?;
    when(toml::from_str(&text), path.display())
}
