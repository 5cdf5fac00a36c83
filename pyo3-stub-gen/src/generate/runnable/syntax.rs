//! Questions about the syntax of a stub.

use ruff_python_ast as ast;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_text_size::TextRange;

/// The calls of these define type variables.
const TYPE_VARIABLES: [&str; 3] = ["TypeVar", "ParamSpec", "TypeVarTuple"];

/// Whether it is a string that stands alone, such as a docstring.
pub(super) fn is_string(statement: &ast::Stmt) -> bool {
    matches!(statement, ast::Stmt::Expr(it) if it.value.is_string_literal_expr())
}

/// Returns the text of `range`.
pub(super) fn slice(text: &str, range: TextRange) -> &str {
    text.get(range.to_std_range()).unwrap_or_default()
}

/// Returns `a` of `a`, `a.b` and `a[b]`.
pub(super) fn first_name(expr: &ast::Expr) -> Option<&str> {
    match expr {
        ast::Expr::Name(name) => Some(name.id.as_str()),
        ast::Expr::Attribute(attribute) => first_name(&attribute.value),
        ast::Expr::Subscript(subscript) => first_name(&subscript.value),
        _ => None,
    }
}

/// Whether a name is in `expr`.
pub(super) fn has_name(expr: &ast::Expr) -> bool {
    struct Search(bool);

    impl<'s> Visitor<'s> for Search {
        fn visit_expr(&mut self, expr: &'s ast::Expr) {
            self.0 |= expr.is_name_expr();
            visitor::walk_expr(self, expr);
        }
    }

    let mut search = Search(false);
    search.visit_expr(expr);
    search.0
}

/// Whether it is `X: TypeAlias = T`.
pub(super) fn is_alias(assign: &ast::StmtAnnAssign) -> bool {
    last_name(&assign.annotation) == Some("TypeAlias")
}

/// Whether it is `@type_check_only`.
pub(super) fn is_for_type_checkers(decorator: &ast::Decorator) -> bool {
    last_name(&decorator.expression) == Some("type_check_only")
}

/// Returns `name` of `name` and `a.name`.
fn last_name(expr: &ast::Expr) -> Option<&str> {
    match expr {
        ast::Expr::Name(name) => Some(name.id.as_str()),
        ast::Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
        _ => None,
    }
}

/// Whether it is a call of `TypeVar` or the like.
pub(super) fn is_type_variable(value: &ast::Expr) -> bool {
    let ast::Expr::Call(call) = value else { return false };
    last_name(&call.func).is_some_and(|name| TYPE_VARIABLES.contains(&name))
}
