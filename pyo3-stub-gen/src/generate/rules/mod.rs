//! What the generator may find wrong: each rule with its code, its message, its remedy and its explanation.
//!
//! A rule stands in one table and is reported at one place. The tables contain texts; which text is right is decided where
//! a rule is reported.

mod config;
mod modules;
mod names;
mod output;
mod packages;
mod project;
mod reexports;
mod survey;
mod table;
#[cfg(test)]
mod tests;
mod types;

pub use config::ConfigRule;
pub use modules::ModuleRule;
pub use names::NameRule;
pub use output::{NotAFile, OutputError};
pub use packages::PackageRule;
pub use project::ProjectRule;
pub use reexports::ReexportRule;
pub use survey::SurveyRule;
pub use table::Rule;
pub use types::TypeRule;

/// A table of rules, and what its rules are about.
#[derive(Debug, Clone, Copy)]
pub struct RuleTable {
    /// What they are about, as a heading.
    pub subject: &'static str,
    /// The rules.
    pub rules: &'static [Rule],
}

/// Every table of the generator.
pub const TABLES: &[RuleTable] = &[
    RuleTable { subject: "Types", rules: TypeRule::RULES },
    RuleTable { subject: "Names", rules: NameRule::RULES },
    RuleTable { subject: "Modules", rules: ModuleRule::RULES },
    RuleTable { subject: "Re-exports", rules: ReexportRule::RULES },
    RuleTable { subject: "What Python has", rules: SurveyRule::RULES },
    RuleTable { subject: "Packages", rules: PackageRule::RULES },
    RuleTable { subject: "Configuration", rules: ConfigRule::RULES },
    RuleTable { subject: "Project", rules: ProjectRule::RULES },
    RuleTable { subject: "Files", rules: OutputError::RULES },
];
