//! The rules of the command and of the proof, each with its code, message, remedy and explanation.
//!
//! Each rule is defined in one table and reported in one place. The tables contain only texts, and the code that reports a
//! rule chooses among them. The rules of the generator are in the library's tables, which [`groups`] includes.

mod building;
mod changes;
mod difference;
mod editing;
mod extension;
mod findings;
mod groups;
mod page;
mod project;
mod python;
mod stub;
#[cfg(test)]
mod tests;
mod trace;
mod trees;

pub use building::BuildRule;
pub use changes::{CHANGES, ChangeRule, Verdict, change};
pub use difference::DiffRule;
pub use editing::EditRule;
pub use extension::ExtensionRule;
pub use findings::{FindingRule, ForRuntime, ForStub, MISSING_IN_STUB};
pub use page::{list, page};
pub use project::SearchRule;
pub use python::PythonRule;
pub use stub::StubRule;
pub use trace::TraceRule;
pub use trees::TreeRule;
