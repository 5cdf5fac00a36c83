//! Parameters whose names begin with two underscores. Type checkers treat them as positional-only, which is how such
//! parameters were written before Python had a syntax for them
//! (<https://typing.python.org/en/latest/spec/historical.html#positional-only-parameters>). PyO3 accepts them by name
//! too.

use super::function_parts::mark_overload;
use crate::facts::ParameterKind;
use crate::generate::model::{Function, Parameter};

/// The largest number of such parameters for which every mixture of both ways is an overload.
const MOST_MIXED: usize = 3;

/// Returns `function`, or overloads of it that say which of its parameters are passed by position and which by name.
pub(super) fn overloads(function: Function) -> Vec<Function> {
    let indices: Vec<usize> = (0..function.parameters.len())
        .filter(|index| function.parameters.get(*index).is_some_and(is_underscored))
        .collect();
    if indices.is_empty() {
        return vec![function];
    }
    let mut numbers: Vec<usize> = (0..=indices.len()).rev().collect();
    if indices.len() > MOST_MIXED {
        numbers.retain(|number| [0, indices.len()].contains(number));
    }
    let mut overloads: Vec<Function> = numbers
        .into_iter()
        .map(|number| {
            let (by_position, by_name) = indices.split_at(number);
            let parameters =
                split(function.parameters.clone(), by_position.last().copied(), by_name.first().copied());
            Function { parameters, ..function.clone() }
        })
        .collect();
    overloads.iter_mut().for_each(mark_overload);
    overloads.iter_mut().skip(1).for_each(|overload| overload.doc.clear());
    overloads
}

/// Makes the parameters up to `last` positional-only, and those from `first` on keyword-only.
fn split(mut parameters: Vec<Parameter>, last: Option<usize>, first: Option<usize>) -> Vec<Parameter> {
    for (index, parameter) in parameters.iter_mut().enumerate() {
        if parameter.kind != ParameterKind::PositionalOrKeyword {
            continue;
        }
        if last.is_some_and(|last| index <= last) {
            parameter.kind = ParameterKind::PositionalOnly;
        } else if first.is_some_and(|first| index >= first) {
            parameter.kind = ParameterKind::KeywordOnly;
        }
    }
    if first.is_some() {
        // An additional positional argument would be the parameter that is passed by name.
        parameters.retain(|parameter| parameter.kind != ParameterKind::VarPositional);
    }
    parameters
}

fn is_underscored(parameter: &Parameter) -> bool {
    let name = &parameter.name;
    parameter.kind == ParameterKind::PositionalOrKeyword && name.starts_with("__") && !name.ends_with("__")
}
