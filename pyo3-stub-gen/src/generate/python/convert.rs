//! Converts Python's syntax tree to the expressions of the model.

use super::error::SyntaxError;
use super::generics;
use super::literal;
use super::parse::parse_expression;
use crate::generate::model::Expr;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange};

/// Looks up the meaning of dotted names.
pub trait NameLookup {
    /// Returns the expression for `parts` joined by dots.
    fn lookup(&mut self, parts: &[&str]) -> Expr;

    /// Returns `name` with the type arguments that it has implicitly when it is written without any.
    fn with_arguments(&mut self, name: Expr) -> Expr {
        generics::with_arguments(name)
    }

    /// Whether type arguments may follow `base`.
    fn takes_arguments(&mut self, _base: &Expr) -> bool {
        true
    }
}

/// Converts `expr`, parsed from `source`, as a type. A string in it is a type too, as in any annotation. `Optional` and
/// `Union` become unions.
///
/// # Errors
///
/// [`SyntaxError`] if it is not a type.
pub fn convert_type(expr: &ast::Expr, source: &str, names: &mut dyn NameLookup) -> Result<Expr, SyntaxError> {
    Converter { source, names }.r#type(expr)
}

/// Converts `expr`, parsed from `source`, as a value. A string in it is a string.
///
/// # Errors
///
/// [`SyntaxError`] if a stub cannot contain it.
pub fn convert_value(
    expr: &ast::Expr,
    source: &str,
    names: &mut dyn NameLookup,
) -> Result<Expr, SyntaxError> {
    Converter { source, names }.value(expr)
}

struct Converter<'a> {
    source: &'a str,
    names: &'a mut dyn NameLookup,
}

impl Converter<'_> {
    fn r#type(&mut self, expr: &ast::Expr) -> Result<Expr, SyntaxError> {
        match expr {
            ast::Expr::StringLiteral(string) => self.quoted(string),
            ast::Expr::Subscript(subscript) => self.subscript(subscript),
            ast::Expr::BinOp(operation) if operation.op == ast::Operator::BitOr => {
                let members: Result<Vec<Expr>, SyntaxError> =
                    members(operation).into_iter().map(|member| self.r#type(member)).collect();
                Ok(Expr::union(members?))
            }
            ast::Expr::List(list) => Ok(Expr::List(self.types(&list.elts)?)),
            ast::Expr::Starred(starred) => Ok(Expr::Starred(Box::new(self.r#type(&starred.value)?))),
            ast::Expr::Name(_) | ast::Expr::Attribute(_) => {
                let name = self.name(expr)?;
                Ok(self.names.with_arguments(name))
            }
            ast::Expr::NoneLiteral(_) | ast::Expr::EllipsisLiteral(_) => self.value(expr),
            _ => Err(self.error(expr.range(), "this is not a type")),
        }
    }

    fn types(&mut self, exprs: &[ast::Expr]) -> Result<Vec<Expr>, SyntaxError> {
        exprs.iter().map(|expr| self.r#type(expr)).collect()
    }

    /// Converts a type in quotes.
    fn quoted(&mut self, string: &ast::ExprStringLiteral) -> Result<Expr, SyntaxError> {
        let inner = string.value.to_str();
        let fail = |error: SyntaxError| self.error(string.range(), &error.message);
        let parsed = parse_expression(inner.trim()).map_err(fail)?;
        Converter { source: inner.trim(), names: &mut *self.names }.r#type(&parsed)
    }

    fn subscript(&mut self, subscript: &ast::ExprSubscript) -> Result<Expr, SyntaxError> {
        let base = match &*subscript.value {
            name @ (ast::Expr::Name(_) | ast::Expr::Attribute(_)) => self.name(name)?,
            other => self.r#type(other)?,
        };
        let arguments: Vec<&ast::Expr> = match &*subscript.slice {
            ast::Expr::Tuple(tuple) => tuple.elts.iter().collect(),
            single => vec![single],
        };
        // `Any` replaces a name that was not found, and takes no arguments.
        if is_typing(&base, "Any") || !self.names.takes_arguments(&base) {
            return Ok(base);
        }
        if is_typing(&base, "Literal") {
            let values = arguments.into_iter().map(|argument| self.value(argument));
            return Ok(base.subscript(values.collect::<Result<_, _>>()?));
        }
        if is_typing(&base, "Annotated") {
            let mut converted = Vec::new();
            for (index, argument) in arguments.into_iter().enumerate() {
                converted.push(if index == 0 { self.r#type(argument)? } else { self.value(argument)? });
            }
            return Ok(base.subscript(converted));
        }
        let arguments =
            arguments.into_iter().map(|argument| self.r#type(argument)).collect::<Result<Vec<_>, _>>()?;
        Ok(if is_typing(&base, "Optional") {
            Expr::union(arguments.into_iter().chain([Expr::None]))
        } else if is_typing(&base, "Union") {
            Expr::union(arguments)
        } else {
            base.subscript(arguments)
        })
    }

    fn value(&mut self, expr: &ast::Expr) -> Result<Expr, SyntaxError> {
        match expr {
            ast::Expr::NoneLiteral(_) => Ok(Expr::None),
            ast::Expr::EllipsisLiteral(_) => Ok(Expr::Ellipsis),
            ast::Expr::StringLiteral(_)
            | ast::Expr::BytesLiteral(_)
            | ast::Expr::NumberLiteral(_)
            | ast::Expr::BooleanLiteral(_) => Ok(self.literal(expr)),
            ast::Expr::UnaryOp(operation) if operation.operand.is_number_literal_expr() => {
                Ok(self.literal(expr))
            }
            ast::Expr::Name(_) | ast::Expr::Attribute(_) => self.name(expr),
            ast::Expr::List(list) => Ok(Expr::List(self.values(&list.elts)?)),
            ast::Expr::Tuple(tuple) => Ok(Expr::Tuple(self.values(&tuple.elts)?)),
            ast::Expr::Subscript(_) => self.r#type(expr),
            ast::Expr::Call(call) => self.call(call),
            _ => Err(self.error(expr.range(), "this expression is not allowed in a stub")),
        }
    }

    fn values(&mut self, exprs: &[ast::Expr]) -> Result<Vec<Expr>, SyntaxError> {
        exprs.iter().map(|expr| self.value(expr)).collect()
    }

    fn call(&mut self, call: &ast::ExprCall) -> Result<Expr, SyntaxError> {
        let function = self.value(&call.func)?;
        let arguments = self.values(&call.arguments.args)?;
        let mut keywords = Vec::new();
        for keyword in &call.arguments.keywords {
            let Some(name) = &keyword.arg else {
                return Err(self.error(keyword.range(), "this expression is not allowed in a stub"));
            };
            keywords.push((name.to_string(), self.value(&keyword.value)?));
        }
        Ok(Expr::Call(Box::new(function), arguments, keywords))
    }

    fn name(&mut self, expr: &ast::Expr) -> Result<Expr, SyntaxError> {
        let mut parts = Vec::new();
        let mut rest = expr;
        loop {
            match rest {
                ast::Expr::Attribute(attribute) => {
                    parts.push(attribute.attr.as_str());
                    rest = &attribute.value;
                }
                ast::Expr::Name(name) => {
                    parts.push(name.id.as_str());
                    break;
                }
                _ => return Err(self.error(expr.range(), "this is not a name")),
            }
        }
        parts.reverse();
        Ok(self.names.lookup(&parts))
    }

    fn literal(&self, expr: &ast::Expr) -> Expr {
        Expr::Literal(literal::text(expr, self.source))
    }

    fn error(&self, range: TextRange, message: &str) -> SyntaxError {
        SyntaxError::at(self.source, range, message)
    }
}

fn is_typing(expr: &Expr, name: &str) -> bool {
    expr.is_external("typing", name) || expr.is_external("typing_extensions", name)
}

/// Returns the members of a union, which Python reads as a chain from the left.
fn members(union: &ast::ExprBinOp) -> Vec<&ast::Expr> {
    let mut members = vec![&*union.right];
    let mut rest = &*union.left;
    while let ast::Expr::BinOp(operation) = rest
        && operation.op == ast::Operator::BitOr
    {
        members.push(&operation.right);
        rest = &operation.left;
    }
    members.push(rest);
    members.reverse();
    members
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::{NameLookup, convert_type};
    use crate::generate::model::Expr;
    use crate::generate::python::{known, parse_expression};

    struct Known;

    impl NameLookup for Known {
        fn lookup(&mut self, parts: &[&str]) -> Expr {
            let name = parts.join(".");
            let (module, name) = known::find(&name).unwrap_or(("", &name));
            Expr::external(module, name)
        }
    }

    fn convert(source: &str) -> Result<Expr, String> {
        let parsed = parse_expression(source).map_err(|error| error.message)?;
        convert_type(&parsed, source, &mut Known).map_err(|error| error.message)
    }

    fn int() -> Expr {
        Expr::builtin("int")
    }

    #[test]
    fn optional_and_union_are_unions() {
        let expected = Expr::Union(vec![int(), Expr::None]);
        for source in ["Optional[int]", "Union[None, int]", "int | None", "'int | None'", "Optional['int']"] {
            assert_eq!(convert(source), Ok(expected.clone()), "{source}");
        }
    }

    #[test]
    fn strings_are_types_but_not_in_literal() {
        let strings = vec![Expr::Literal("\"int\"".into()), Expr::Literal("-1".into()), Expr::None];
        assert_eq!(convert("Literal['int', -1, None]"), Ok(Expr::typing("Literal").subscript(strings)));
        assert_eq!(convert("list['int']"), Ok(Expr::builtin("list").subscript(vec![int()])));
    }

    #[test]
    fn old_names_are_written_as_today() {
        let strings = vec![Expr::builtin("str"), int()];
        let dict = Expr::builtin("dict").subscript(strings);
        assert_eq!(convert("List[Dict[str, int]]"), Ok(Expr::builtin("list").subscript(vec![dict])));
    }

    #[test]
    fn arguments_that_are_left_out_are_any() {
        let cases = [
            ("list", "list[Any]"),
            ("'dict' | None", "dict[Any, Any] | None"),
            ("Tuple", "tuple[Any, ...]"),
            ("Optional[Callable]", "Optional[Callable[..., Any]]"),
            ("Callable[[list], Mapping]", "Callable[[list[Any]], Mapping[Any, Any]]"),
            ("list[int]", "list[int]"),
        ];
        for (bare, full) in cases {
            assert_eq!(convert(bare), convert(full), "{bare}");
        }
        assert_eq!(convert("int"), Ok(int()));
    }

    #[test]
    fn other_expressions_are_errors() {
        for source in ["1", "f(int)", "int + str", "lambda: int", "int if x else str", "[", "'int['"] {
            assert!(convert(source).is_err(), "{source}");
        }
    }
}
