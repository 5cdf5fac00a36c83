//! Parameters that Python would not accept in a definition.

use super::collector::Collector;
use super::place::Place;
use crate::facts::ParameterKind;
use crate::generate::model::Parameter;
use crate::generate::rules::NameRule;
use std::collections::HashSet;

impl Collector<'_> {
    /// Reports parameters of one name, and an order that Python does not allow.
    pub(super) fn check_parameters(&mut self, parameters: &[Parameter], place: &Place) {
        let mut names = HashSet::new();
        // The last parameter of each form. If one form may not follow another, the last parameter of that form is the
        // nearest.
        let mut last: Vec<(usize, &Parameter)> = Vec::new();
        for (index, parameter) in parameters.iter().enumerate() {
            let nearest =
                last.iter().filter(|(_, other)| !may_follow(parameter, other)).max_by_key(|(at, _)| *at);
            let (what, name) = (place.what.clone(), parameter.name.clone());
            let rule = if !names.insert(parameter.name.as_str()) {
                Some(NameRule::DuplicateParameter { what, name })
            } else {
                nearest.map(|(_, other)| NameRule::WrongParameterOrder {
                    what,
                    name,
                    before: other.name.clone(),
                })
            };
            self.problems.extend(rule.map(|rule| rule.problem(place.position.clone())));
            last.retain(|(_, other)| form(other) != form(parameter));
            last.push((index, parameter));
        }
    }
}

/// The form of a parameter, which decides which parameters may follow it.
fn form(parameter: &Parameter) -> (ParameterKind, bool) {
    (parameter.kind, parameter.default.is_some())
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
