//! Parameters that Python would not accept in a definition.

use super::collector::Collector;
use super::place::Place;
use crate::facts::ParameterKind;
use crate::generate::model::Parameter;
use crate::generate::rules::NameRule;

impl Collector<'_> {
    /// Reports parameters of one name, and an order that Python does not allow.
    pub(super) fn check_parameters(&mut self, parameters: &[Parameter], place: &Place) {
        for (index, parameter) in parameters.iter().enumerate() {
            let before = parameters.get(..index).unwrap_or_default();
            let names = || (place.what.clone(), parameter.name.clone());
            let rule = if before.iter().any(|other| other.name == parameter.name) {
                let (what, name) = names();
                NameRule::DuplicateParameter { what, name }
            } else if let Some(other) = before.iter().rfind(|other| !may_follow(parameter, other)) {
                let (what, name) = names();
                NameRule::WrongParameterOrder { what, name, before: other.name.clone() }
            } else {
                continue;
            };
            self.problems.push(rule.problem(place.position.clone()));
        }
    }
}

/// Whether `parameter` may follow `before`.
fn may_follow(parameter: &Parameter, before: &Parameter) -> bool {
    use ParameterKind::{KeywordOnly, PositionalOnly, PositionalOrKeyword, VarKeyword, VarPositional};
    match (before.kind, parameter.kind) {
        (PositionalOnly, PositionalOnly) | (PositionalOnly | PositionalOrKeyword, PositionalOrKeyword) => {
            before.default.is_none() || parameter.default.is_some()
        }
        (PositionalOnly | PositionalOrKeyword, VarPositional | KeywordOnly | VarKeyword)
        | (VarPositional | KeywordOnly, KeywordOnly | VarKeyword) => true,
        (PositionalOrKeyword, PositionalOnly)
        | (VarPositional | KeywordOnly, PositionalOnly | PositionalOrKeyword | VarPositional)
        | (VarKeyword, _) => false,
    }
}
