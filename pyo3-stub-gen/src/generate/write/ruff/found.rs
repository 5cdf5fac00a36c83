//! The codes of violated rules.

use std::collections::BTreeSet;

/// The codes of violated rules.
#[derive(Debug, Default)]
pub(super) struct Found(pub BTreeSet<&'static str>);

impl Found {
    /// Adds the code of a rule if it is violated.
    pub(super) fn add_if(&mut self, is_broken: bool, code: &'static str) {
        if is_broken {
            self.0.insert(code);
        }
    }

    /// Whether the rule is known to be broken.
    pub(super) fn has(&self, code: &str) -> bool {
        self.0.contains(code)
    }
}
