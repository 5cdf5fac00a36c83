//! Reads the text of a signature as CPython keeps it in `__text_signature__`: `($self, a, b=None, /, *args)`.

use super::parameter::{SurveyedParameter, SurveyedParameterKind};
use crate::generate::python::parse_module;
use ruff_python_ast as ast;
use ruff_text_size::Ranged;
use serde::{Deserialize, Deserializer};

/// Parameters as the survey's script writes them.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenParameters {
    /// `__text_signature__`.
    Text(String),
    /// The result of `inspect.signature` for a function that is written in Python.
    List(Vec<SurveyedParameter>),
}

/// Reads parameters in either form. A text that is not a signature shows none.
pub(super) fn parameters<'de, D>(from: D) -> Result<Option<Vec<SurveyedParameter>>, D::Error>
where
    D: Deserializer<'de>,
{
    Ok(match Option::<WrittenParameters>::deserialize(from)? {
        Some(WrittenParameters::Text(text)) => parse(&text),
        Some(WrittenParameters::List(list)) => Some(list),
        None => None,
    })
}

/// Returns the parameters of a signature without those that begin with `$`, which are the receiver.
fn parse(text: &str) -> Option<Vec<SurveyedParameter>> {
    let (marked, has_receiver) = match text.split_once('$') {
        Some(("(", rest)) => (format!("({rest}"), true),
        _ => (text.to_owned(), false),
    };
    let source = format!("def _{marked}: ...");
    let statements = parse_module(&source).ok()?;
    let [ast::Stmt::FunctionDef(function)] = statements.as_slice() else { return None };
    let mut found = Vec::new();
    let ast::Parameters { posonlyargs, args, vararg, kwonlyargs, kwarg, .. } = &*function.parameters;
    let mut add = |parameter: &ast::Parameter, kind, default: Option<&ast::Expr>| {
        let default = default.map(|value| literal(value, &source));
        found.push(SurveyedParameter { name: parameter.name.to_string(), kind, default });
    };
    for it in posonlyargs {
        add(&it.parameter, SurveyedParameterKind::PositionalOnly, it.default.as_deref());
    }
    for it in args {
        add(&it.parameter, SurveyedParameterKind::PositionalOrKeyword, it.default.as_deref());
    }
    if let Some(it) = vararg {
        add(it, SurveyedParameterKind::VarPositional, None);
    }
    for it in kwonlyargs {
        add(&it.parameter, SurveyedParameterKind::KeywordOnly, it.default.as_deref());
    }
    if let Some(it) = kwarg {
        add(it, SurveyedParameterKind::VarKeyword, None);
    }
    if has_receiver && !found.is_empty() {
        found.remove(0);
    }
    Some(found)
}

/// Returns the source of a literal, and `...` for any other expression.
fn literal(value: &ast::Expr, source: &str) -> String {
    if is_literal(value) { source[value.range()].to_owned() } else { "...".to_owned() }
}

fn is_literal(value: &ast::Expr) -> bool {
    match value {
        ast::Expr::StringLiteral(_)
        | ast::Expr::BytesLiteral(_)
        | ast::Expr::NumberLiteral(_)
        | ast::Expr::BooleanLiteral(_)
        | ast::Expr::NoneLiteral(_) => true,
        ast::Expr::UnaryOp(operation) => {
            operation.op == ast::UnaryOp::USub && operation.operand.is_number_literal_expr()
        }
        ast::Expr::Tuple(tuple) => tuple.elts.iter().all(is_literal),
        ast::Expr::List(list) => list.elts.iter().all(is_literal),
        ast::Expr::Dict(dict) => dict.items.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::generate::survey::parameter::SurveyedParameterKind as Kind;

    #[test]
    fn text_signatures_are_read() {
        let read =
            parse("($self, a, /, b=None, c=-1, *args, d='x, )', e=..., f=f(), **kwargs)").unwrap_or_default();
        let shown: Vec<_> =
            read.iter().map(|it| (it.name.as_str(), it.kind, it.default.as_deref())).collect();
        assert_eq!(
            shown,
            [
                ("a", Kind::PositionalOnly, None),
                ("b", Kind::PositionalOrKeyword, Some("None")),
                ("c", Kind::PositionalOrKeyword, Some("-1")),
                ("args", Kind::VarPositional, None),
                ("d", Kind::KeywordOnly, Some("'x, )'")),
                ("e", Kind::KeywordOnly, Some("...")),
                ("f", Kind::KeywordOnly, Some("...")),
                ("kwargs", Kind::VarKeyword, None),
            ]
        );
        assert_eq!(parse("()").map(|it| it.len()), Some(0));
        assert_eq!(parse("($module, x)").map(|it| it.len()), Some(1));
        assert_eq!(parse("not a signature"), None);
    }
}
