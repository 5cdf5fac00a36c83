//! Creates one definition with the parameters that Python shows, for definitions with other parameters.

use super::defaults;
use crate::facts::ParameterKind;
use crate::generate::model::{Expr, Function, FunctionForm, Parameter};
use crate::generate::placement::ShownParameter;

/// Returns one definition with the parameters `shown`. Each has the types that it has in the definitions of `group`.
pub(super) fn definition(group: Vec<Function>, shown: &[ShownParameter]) -> Option<Function> {
    let names: Vec<&str> = shown.iter().map(|parameter| parameter.name.as_str()).collect();
    let parameters = (0..shown.len()).filter_map(|index| parameter(&group, shown, index, &names)).collect();
    let returns = Expr::union(group.iter().filter_map(|function| function.returns.clone()));
    let is_async = group.iter().all(|function| function.form == FunctionForm::Async);
    let doc = group.iter().find(|function| !function.doc.is_empty()).map(|it| it.doc.clone());
    let mut type_params = Vec::new();
    for param in group.iter().flat_map(|function| &function.type_params) {
        if !type_params.contains(param) {
            type_params.push(param.clone());
        }
    }
    let mut one = group.into_iter().next_back()?;
    one.make_only();
    one.parameters = parameters;
    one.returns = Some(returns);
    one.form = if is_async { FunctionForm::Async } else { FunctionForm::Plain };
    one.doc = doc.unwrap_or_default();
    one.type_params = type_params;
    Some(one)
}

fn parameter(
    group: &[Function],
    shown: &[ShownParameter],
    index: usize,
    names: &[&str],
) -> Option<Parameter> {
    let own = shown.get(index)?;
    let stated: Vec<&Parameter> =
        group.iter().filter_map(|function| stated(&function.parameters, own, index, names)).collect();
    let types = stated.iter().filter_map(|parameter| parameter.annotation.clone());
    let mut annotation = Expr::union(types);
    if stated.is_empty() {
        annotation = Expr::external("_typeshed", "Incomplete");
    }
    let default = own.default.as_deref().map(|text| {
        defaults::following(stated.iter().find_map(|parameter| parameter.default.as_ref()), text)
    });
    if default == Some(Expr::None) && !takes_none(&annotation) {
        annotation = Expr::union([annotation, Expr::None]);
    }
    Some(Parameter { name: own.name.clone(), kind: own.kind, annotation: Some(annotation), default })
}

/// Returns the parameter of a definition for the one that Python shows as `own` at `index`. It has the same name, or
/// the same position and a name that Python does not show.
fn stated<'p>(
    parameters: &'p [Parameter],
    own: &ShownParameter,
    index: usize,
    names: &[&str],
) -> Option<&'p Parameter> {
    let is_variadic = |kind| matches!(kind, ParameterKind::VarPositional | ParameterKind::VarKeyword);
    let is_positional =
        |kind| matches!(kind, ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword);
    if is_variadic(own.kind) {
        return parameters.iter().find(|parameter| parameter.kind == own.kind);
    }
    let named = parameters.iter().find(|it| it.name == own.name && !is_variadic(it.kind));
    let there = parameters
        .get(index)
        .filter(|it| is_positional(own.kind) && is_positional(it.kind) && !names.contains(&it.name.as_str()));
    named.or(there)
}

/// Whether a type includes `None`, as far as its form shows.
fn takes_none(annotation: &Expr) -> bool {
    match annotation {
        Expr::None => true,
        Expr::Union(members) => members.iter().any(takes_none),
        other => [("typing", "Any"), ("_typeshed", "Incomplete"), ("builtins", "object")]
            .iter()
            .any(|(module, name)| other.is_external(module, name)),
    }
}
