//! Every table of rules that a user may meet, the generator's among them.

use super::building::BuildRule;
use super::extension::ExtensionRule;
use super::findings::FindingRule;
use super::project::SearchRule;
use super::python::PythonRule;
use super::stub::StubRule;
use pyo3_stub_gen::generate::rules::{self, Rule, RuleTable};

/// What reports rules, and the tables of them.
pub(super) struct Room {
    /// As a heading.
    pub name: &'static str,
    /// Its tables.
    pub tables: &'static [RuleTable],
}

/// Every rule that a user may see.
pub(super) const ROOMS: &[Room] = &[
    Room { name: "The generator", tables: rules::TABLES },
    Room {
        name: "The command",
        tables: &[
            RuleTable { subject: "Finding the project", rules: SearchRule::RULES },
            RuleTable { subject: "Python and type checkers", rules: PythonRule::RULES },
            RuleTable { subject: "Building", rules: BuildRule::RULES },
            RuleTable { subject: "Loading the extension", rules: ExtensionRule::RULES },
            RuleTable { subject: "Stubs", rules: StubRule::RULES },
        ],
    },
    Room { name: "The proof", tables: &[RuleTable { subject: "Differences", rules: FindingRule::RULES }] },
];

/// Returns every rule, in the order of the tables.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    ROOMS.iter().flat_map(|room| room.tables).flat_map(|table| table.rules)
}
