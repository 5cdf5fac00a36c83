//! Attributes of modules whose names cannot be written in Python source, such as keywords.

use super::witness::Survey;
use crate::facts::Fact;
use crate::generate::problem::Problem;
use crate::generate::rules::NameRule;
use std::collections::BTreeSet;

/// Whether a module of the extension has an attribute `name` that a stub cannot declare.
pub(super) fn is_unwritable(survey: &Survey, name: &str) -> bool {
    survey.modules.iter().any(|module| module.unwritable.contains_key(name))
}

/// Returns a warning for each such attribute that `facts` do not describe. They are reported with their facts otherwise.
pub(super) fn unwritable(survey: &Survey, facts: &[Fact]) -> Vec<Problem> {
    let names = facts.iter().filter_map(|fact| match fact {
        Fact::Class(class) => Some(class.name.as_str()),
        Fact::Function(function) => Some(function.name.as_str()),
        Fact::Variable(variable) => Some(variable.name.as_str()),
        Fact::Skipped(skipped) => Some(skipped.name.as_str()),
        Fact::Methods(_)
        | Fact::TypeAlias(_)
        | Fact::ModuleDoc(_)
        | Fact::Reexport(_)
        | Fact::ExportVerbatim(_)
        | Fact::ExcludeFromAll(_)
        | Fact::Snippet(_)
        | Fact::Warning(_) => None,
    });
    let described: BTreeSet<&str> = names.collect();
    let all = survey.modules.iter().flat_map(|module| &module.unwritable);
    let others = all.filter(|(name, _)| !described.contains(name.as_str()));
    others
        .map(|(name, kind)| NameRule::Unwritable { kind: kind.word(), name: name.clone() }.problem(None))
        .collect()
}
