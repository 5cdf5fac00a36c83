//! The facts of an extension that has none, or none that this version reads.

use crate::error::Error;
use crate::rules::ExtensionRule;
use pyo3_stub_gen::facts::Facts;
use pyo3_stub_gen::generate::rules::ModuleRule;

/// Returns the facts of an extension that does not use the library.
pub(super) fn no_facts() -> Facts {
    Facts { library_version: String::new(), facts: Vec::new() }
}

/// Whether an extension has no facts because it does not use the library.
pub(super) fn is_not_linked(error: &Error) -> bool {
    matches!(error, Error::Extension { rule, .. } if matches!(**rule, ExtensionRule::NotLinked { .. }))
}

/// Whether an extension has no annotated items, so that Python alone knows what is in it.
pub(super) fn is_not_annotated(error: &Error) -> bool {
    is_not_linked(error) || matches!(error, Error::Module(ModuleRule::NothingAnnotated))
}

/// Whether an extension can be tested although it does not have facts that this version reads.
pub(super) fn has_no_facts(error: &Error) -> bool {
    match error {
        Error::Module(rule) => matches!(rule, ModuleRule::NothingAnnotated),
        Error::Extension { rule, .. } => matches!(
            **rule,
            ExtensionRule::NotLinked { .. } | ExtensionRule::Format { .. } | ExtensionRule::Damaged { .. }
        ),
        Error::Search(_)
        | Error::Python(_)
        | Error::Build(_)
        | Error::Stub(_)
        | Error::Edit(_)
        | Error::Trace(_)
        | Error::Tree(_)
        | Error::Diff(_)
        | Error::Project(_)
        | Error::Output(_) => false,
    }
}
