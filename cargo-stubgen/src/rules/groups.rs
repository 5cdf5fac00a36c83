//! All tables of rules that a user may see, including those of the generator.

use super::building::BuildRule;
use super::difference::DiffRule;
use super::editing::EditRule;
use super::extension::ExtensionRule;
use super::findings::FindingRule;
use super::project::SearchRule;
use super::python::PythonRule;
use super::stub::StubRule;
use super::trace::TraceRule;
use super::trees::TreeRule;
use pyo3_stub_gen::generate::rules::{self, Rule, RuleTable};

/// The rules of one part of the project.
pub(super) struct RuleGroup {
    /// The heading of the part.
    pub name: &'static str,
    /// Its tables.
    pub tables: &'static [RuleTable],
}

/// Every rule that a user may see.
pub(super) const GROUPS: &[RuleGroup] = &[
    RuleGroup { name: "The generator", tables: rules::TABLES },
    RuleGroup {
        name: "The command",
        tables: &[
            RuleTable { subject: "Finding the project", rules: SearchRule::RULES },
            RuleTable { subject: "Python and type checkers", rules: PythonRule::RULES },
            RuleTable { subject: "Building", rules: BuildRule::RULES },
            RuleTable { subject: "Loading the extension", rules: ExtensionRule::RULES },
            RuleTable { subject: "Stubs", rules: StubRule::RULES },
            RuleTable { subject: "Reading trees of stubs", rules: TreeRule::RULES },
            RuleTable { subject: "Editing sources", rules: EditRule::RULES },
            RuleTable { subject: "Watching a command", rules: TraceRule::RULES },
            RuleTable { subject: "Comparing stubs", rules: DiffRule::RULES },
        ],
    },
    RuleGroup {
        name: "Findings",
        tables: &[RuleTable { subject: "Differences between stub and extension", rules: FindingRule::RULES }],
    },
];

/// Returns every rule, in the order of the tables.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|group| group.tables).flat_map(|table| table.rules)
}
