//! Parameters as a message shows them.

use crate::facts::ParameterKind;
use crate::generate::model::{Expr, Parameter};
use crate::generate::placement::ShownParameter;

/// Returns the parameters of a definition, without their types.
pub(super) fn of_parameters(parameters: &[Parameter]) -> String {
    let default = |default: &Expr| match default {
        Expr::Literal(text) => text.clone(),
        Expr::None => "None".to_owned(),
        _ => "...".to_owned(),
    };
    joined(parameters.iter().map(|it| (it.name.as_str(), it.kind, it.default.as_ref().map(default))))
}

/// Returns the parameters that Python shows.
pub(super) fn of_shown(parameters: &[ShownParameter]) -> String {
    joined(parameters.iter().map(|it| (it.name.as_str(), it.kind, it.default.clone())))
}

/// Returns `(a, /, b, *, c=1)`.
fn joined<'p>(parameters: impl Iterator<Item = (&'p str, ParameterKind, Option<String>)>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut last = None;
    for (name, kind, default) in parameters {
        let is_by_position = kind == ParameterKind::PositionalOnly;
        if last == Some(ParameterKind::PositionalOnly) && !is_by_position {
            parts.push("/".to_owned());
        }
        let follows_star = matches!(last, Some(ParameterKind::KeywordOnly | ParameterKind::VarPositional));
        if kind == ParameterKind::KeywordOnly && !follows_star {
            parts.push("*".to_owned());
        }
        let stars = match kind {
            ParameterKind::VarPositional => "*",
            ParameterKind::VarKeyword => "**",
            ParameterKind::PositionalOnly
            | ParameterKind::PositionalOrKeyword
            | ParameterKind::KeywordOnly => "",
        };
        let default = default.map(|default| format!("={default}")).unwrap_or_default();
        parts.push(format!("{stars}{name}{default}"));
        last = Some(kind);
    }
    if last == Some(ParameterKind::PositionalOnly) {
        parts.push("/".to_owned());
    }
    format!("({})", parts.join(", "))
}
