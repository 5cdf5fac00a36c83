//! Functions that the extension sets as attributes of classes: `class.setattr("f", wrap_pyfunction!(f, m)?)`.

use super::comparison::{has_same_doc, has_same_parameters};
use super::witness::Survey;
use crate::facts::{Fact, FunctionFact};
use std::collections::{BTreeMap, BTreeSet};

/// The annotated functions that are attributes of classes.
#[derive(Debug, Default)]
pub struct Attached {
    /// Their facts, by the index of the surveyed class and the name of the attribute.
    pub(super) members: BTreeMap<(usize, String), FunctionFact>,
    /// The indices of these facts.
    pub(super) facts: BTreeSet<usize>,
}

/// Finds the fact of each such function by its name, its parameters and its docstring.
pub(super) fn attached(facts: &[Fact], survey: &Survey) -> Attached {
    let mut found = Attached::default();
    for (index, class) in survey.classes.iter().enumerate() {
        for (name, member) in &class.members {
            let Some(function) = member.function.and_then(|function| survey.functions.get(function)) else {
                continue;
            };
            let mut same = facts.iter().enumerate().filter_map(|(index, fact)| match fact {
                Fact::Function(fact) if fact.name == function.name && !fact.is_overload => {
                    Some((index, fact))
                }
                _ => None,
            });
            let is_same =
                |fact: &FunctionFact| has_same_parameters(fact, function) && has_same_doc(fact, function);
            let mut same = same.by_ref().filter(|(_, fact)| is_same(fact));
            if let (Some((fact_index, fact)), None) = (same.next(), same.next()) {
                found.members.insert((index, name.clone()), fact.clone());
                found.facts.insert(fact_index);
            }
        }
    }
    found
}
