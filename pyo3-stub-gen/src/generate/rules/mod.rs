//! The rules of the generator, each with its code, message, remedy and explanation.
//!
//! Each rule is defined in one table and reported in one place. The tables contain only texts, and the code that reports a
//! rule chooses among them.

mod bundles;
mod config;
mod extra;
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
mod variants;

pub use bundles::BundleRule;
pub use config::ConfigRule;
pub use extra::ExtraRule;
pub use modules::ModuleRule;
pub use names::NameRule;
pub use output::{NotAFile, OutputError};
pub use packages::PackageRule;
pub use project::ProjectRule;
pub use reexports::ReexportRule;
pub use survey::SurveyRule;
pub use table::Rule;
pub use types::TypeRule;
pub use variants::VariantRule;

/// A table of rules with its subject.
#[derive(Debug, Clone, Copy)]
pub struct RuleTable {
    /// The subject of the rules, as a heading.
    pub subject: &'static str,
    /// The rules.
    pub rules: &'static [Rule],
}

/// All tables of the generator.
pub const TABLES: &[RuleTable] = &[
    RuleTable { subject: "Types", rules: TypeRule::RULES },
    RuleTable { subject: "Names", rules: NameRule::RULES },
    RuleTable { subject: "Modules", rules: ModuleRule::RULES },
    RuleTable { subject: "Re-exports", rules: ReexportRule::RULES },
    RuleTable { subject: "The imported extension", rules: SurveyRule::RULES },
    RuleTable { subject: "Packages", rules: PackageRule::RULES },
    RuleTable { subject: "Several artifacts", rules: VariantRule::RULES },
    RuleTable { subject: "Trees of stubs", rules: BundleRule::RULES },
    RuleTable { subject: "Hand-written stubs", rules: ExtraRule::RULES },
    RuleTable { subject: "Configuration", rules: ConfigRule::RULES },
    RuleTable { subject: "Project", rules: ProjectRule::RULES },
    RuleTable { subject: "Files", rules: OutputError::RULES },
];
