//! What the command and the proof may report: each rule with its code, its message, its remedy and its explanation.
//!
//! A rule stands in one table and is reported at one place. The tables contain texts; which text is right is decided where
//! a rule is reported. What the generator reports is in the library's tables, which [`rooms`] includes.

mod building;
mod extension;
mod findings;
mod page;
mod project;
mod python;
mod rooms;
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
