//! Comparisons of the fact of a function with a function at run time.

use super::witness::SurveyedFunction;
use crate::facts::FunctionFact;

/// Whether both have the same parameters. If Python shows none, all parameters match.
pub(super) fn has_same_parameters(fact: &FunctionFact, function: &SurveyedFunction) -> bool {
    let Some(parameters) = &function.parameters else { return true };
    let names = fact.parameters.iter().map(|parameter| &parameter.name);
    parameters.len() == fact.parameters.len() && names.eq(parameters.iter().map(|parameter| &parameter.name))
}

/// Whether both have the same docstring.
pub(super) fn has_same_doc(fact: &FunctionFact, function: &SurveyedFunction) -> bool {
    fact.doc.trim() == function.doc.trim()
}
