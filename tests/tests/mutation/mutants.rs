//! The mistakes, as `mutation/mutants.toml` lists them.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use stub_tests::{Outcome, places, when};

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Why something cannot be known, by a short name.
    #[serde(rename = "unknown")]
    pub reasons: BTreeMap<String, String>,
    /// The mistakes.
    #[serde(rename = "mutant")]
    pub mutants: Vec<Mutant>,
}

/// A change of a stub that makes it wrong.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mutant {
    /// The group it is counted in.
    pub kind: String,
    /// The change.
    pub what: String,
    /// The example whose stub it is.
    pub example: String,
    old: String,
    new: String,
    #[serde(default)]
    also_old: Option<String>,
    #[serde(default)]
    also_new: Option<String>,
    /// The reason why it cannot be found.
    #[serde(default)]
    pub unknown: Option<String>,
}

impl Mutant {
    /// `stub` with the mistake in it.
    pub fn of(&self, stub: &str) -> Outcome<String> {
        let mut text = self.replace(stub, &self.old, &self.new)?;
        if let (Some(old), Some(new)) = (&self.also_old, &self.also_new) {
            text = self.replace(&text, old, new)?;
        }
        Ok(text)
    }

    fn replace(&self, text: &str, old: &str, new: &str) -> Outcome<String> {
        match text.matches(old).count() {
            1 => Ok(text.replacen(old, new, 1)),
            count => Err(format!(
                "{}: {}: the stub of {} has this {count} times:\n{old}",
                self.kind, self.what, self.example
            )),
        }
    }
}

/// Reads the list, in which no two mutants are the same.
pub fn read() -> Outcome<List> {
    let path = places::tests().join("mutation/mutants.toml");
    let text = when(std::fs::read_to_string(&path), path.display())?;
    let list: List = when(toml::from_str(&text), path.display())?;
    let mut seen = BTreeSet::new();
    for mutant in &list.mutants {
        if !seen.insert((&mutant.kind, &mutant.what)) {
            return Err(format!("there are two mutants `{}: {}`", mutant.kind, mutant.what));
        }
        if mutant.unknown.as_ref().is_some_and(|reason| !list.reasons.contains_key(reason)) {
            return Err(format!("`{}: {}` has no reason", mutant.kind, mutant.what));
        }
    }
    Ok(list)
}
