//! Parameters, including those whose names cannot be written in Python source.
//!
//! Rust's `r#in` is called `in` in Python, and a call can pass it by name only as `f(**{"in": 1})`.

use super::collector::Collector;
use super::inputs::Invariant;
use super::place::Place;
use crate::facts::{ParameterFact, ParameterKind, TypeExpr};
use crate::generate::model::{Expr, Parameter, TypeParam};
use crate::generate::python::is_identifier;
use crate::generate::rules::NameRule;

impl Collector<'_> {
    /// Returns the parameters, without `self` and `cls`. The type variables that they need are added to `type_params`.
    pub(super) fn parameters(
        &mut self,
        facts: &[ParameterFact],
        place: &Place,
        type_params: &mut Vec<TypeParam>,
    ) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> =
            facts.iter().map(|fact| self.parameter(fact, place, type_params)).collect();
        if parameters.iter().all(|parameter| is_identifier(&parameter.name)) {
            return parameters;
        }
        for parameter in
            parameters.iter_mut().filter(|it| it.name.is_empty() || !is_identifier(&format!("{}_", it.name)))
        {
            let (name, what) = (std::mem::replace(&mut parameter.name, "_".to_owned()), place.what.clone());
            self.problems.push(NameRule::WrongParameter { name, what }.problem(place.position.clone()));
        }
        self.pass_by_position(&mut parameters, place);
        self.pass_by_unpacking(&mut parameters, place);
        for index in 0..parameters.len() {
            if !is_identifier(&parameters[index].name) {
                parameters[index].name = free_name(&format!("{}_", parameters[index].name), &parameters);
            }
        }
        parameters
    }

    fn parameter(
        &mut self,
        fact: &ParameterFact,
        place: &Place,
        type_params: &mut Vec<TypeParam>,
    ) -> Parameter {
        let invariant = match fact.kind {
            ParameterKind::PositionalOnly
            | ParameterKind::PositionalOrKeyword
            | ParameterKind::KeywordOnly => Invariant::Variables(type_params),
            // Each argument is a container of its own.
            ParameterKind::VarPositional | ParameterKind::VarKeyword => Invariant::Protocol,
        };
        let annotation = self.input(element(fact), place, invariant);
        // Records that are submitted by hand state a default for `*args` too, which Python cannot write.
        let default = fact.default.as_ref().filter(|_| !is_variadic(&fact.kind));
        let default = default.map(|default| self.parameter_default(default, &annotation, place));
        Parameter { name: fact.name.clone(), kind: fact.kind, annotation: Some(annotation), default }
    }

    /// Makes a parameter that a call cannot name, and those before it, positional-only. If it is optional, calls lose
    /// names that they could use.
    fn pass_by_position(&mut self, parameters: &mut [Parameter], place: &Place) {
        let by_position = |parameter: &Parameter| {
            matches!(parameter.kind, ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword)
        };
        let last = parameters.iter().rposition(|found| by_position(found) && !is_identifier(&found.name));
        let Some(last) = last else { return };
        let mut lost = Vec::new();
        for parameter in &mut parameters[..=last] {
            if !is_identifier(&parameter.name) && parameter.default.is_none() {
                // Every call passes it, and all parameters before it, by position.
                lost.clear();
            } else if is_identifier(&parameter.name) && parameter.kind == ParameterKind::PositionalOrKeyword {
                lost.push(format!("`{}`", parameter.name));
            }
            parameter.kind = ParameterKind::PositionalOnly;
        }
        if !lost.is_empty() {
            let unwritable = &parameters[last];
            let (name, what) = (unwritable.name.clone(), place.what.clone());
            let rule = NameRule::UnwritableParameter { name, what, others: lost.join(", ") };
            self.problems.push(rule.problem(place.position.clone()));
        }
    }

    /// Replaces keyword-only parameters that a call cannot name with `**kwargs`, which is how they are passed.
    fn pass_by_unpacking(&mut self, parameters: &mut Vec<Parameter>, place: &Place) {
        let is_lost = |parameter: &Parameter| {
            parameter.kind == ParameterKind::KeywordOnly && !is_identifier(&parameter.name)
        };
        let (lost, kept): (Vec<_>, Vec<_>) = parameters.drain(..).partition(is_lost);
        *parameters = kept;
        if lost.is_empty() {
            return;
        }
        for parameter in &lost {
            let (name, what) = (parameter.name.clone(), place.what.clone());
            let rule = NameRule::UnwritableKeyword { name, what };
            self.problems.push(rule.problem(place.position.clone()));
        }
        if parameters.last().is_none_or(|last| last.kind != ParameterKind::VarKeyword) {
            let name = free_name("kwargs", parameters);
            parameters.push(Parameter {
                name,
                kind: ParameterKind::VarKeyword,
                annotation: None,
                default: None,
            });
        }
        if let Some(rest) = parameters.last_mut() {
            let types =
                rest.annotation.take().into_iter().chain(lost.into_iter().filter_map(|lost| lost.annotation));
            rest.annotation = Some(Expr::union(types));
        }
    }
}

/// Returns `name`, followed by underscores if a parameter has that name.
fn free_name(name: &str, parameters: &[Parameter]) -> String {
    let mut name = name.to_owned();
    while parameters.iter().any(|parameter| parameter.name == name) {
        name.push('_');
    }
    name
}

/// Whether it takes any number of arguments.
fn is_variadic(kind: &ParameterKind) -> bool {
    matches!(kind, ParameterKind::VarPositional | ParameterKind::VarKeyword)
}

/// Returns the type of one argument of `*args` or `**kwargs`. Records that are submitted by hand state the tuple or
/// dict that contains all of them.
fn element(fact: &ParameterFact) -> &TypeExpr {
    let holds_anything = match fact.kind {
        ParameterKind::VarPositional => is_of_any(without_none(&fact.r#type), "tuple"),
        ParameterKind::VarKeyword => is_of_any(without_none(&fact.r#type), "dict"),
        ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword | ParameterKind::KeywordOnly => {
            false
        }
    };
    if holds_anything { &TypeExpr::Any } else { &fact.r#type }
}

/// Whether `expr` is `tuple[Any, ...]` or `dict[Any, Any]`.
fn is_of_any(expr: &TypeExpr, container: &str) -> bool {
    let TypeExpr::Subscript(subscript) = expr else { return false };
    let is_container = matches!(
        &subscript.base,
        TypeExpr::Name(found) if found.module == "builtins" && found.name == container
    );
    is_container
        && subscript.arguments.iter().all(|argument| matches!(argument, TypeExpr::Any | TypeExpr::Ellipsis))
}

/// Returns `T` of `T | None`.
fn without_none(expr: &TypeExpr) -> &TypeExpr {
    match expr {
        TypeExpr::Union(members) => match members.as_slice() {
            [only, TypeExpr::None] => only,
            _ => expr,
        },
        _ => expr,
    }
}
