//! What the command and the proof may report: each rule with its code, its message, its remedy and its explanation.
//!
//! A rule stands in one table and is reported at one place. The tables know texts; which text is right is decided where a
//! rule is reported. What the generator reports is in the library's tables, which `ROOMS` includes.

mod building;
mod extension;
mod findings;
mod page;
mod project;
mod python;
mod stub;
#[cfg(test)]
mod tests;

pub use building::BuildRule;
pub use extension::ExtensionRule;
pub use findings::{FindingRule, ForRuntime, ForStub, MISSING_IN_STUB};
pub use page::{list, page};
pub use project::SearchRule;
pub use python::PythonRule;
pub use stub::StubRule;

use pyo3_stub_gen::generate::rules::{self, Rule, RuleTable};

/// What reports rules, and the tables of them.
struct Room {
    /// As a heading.
    name: &'static str,
    tables: &'static [RuleTable],
}

/// Every rule that a user may see.
const ROOMS: &[Room] = &[
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

fn all() -> impl Iterator<Item = &'static Rule> {
    ROOMS.iter().flat_map(|room| room.tables).flat_map(|table| table.rules)
}
