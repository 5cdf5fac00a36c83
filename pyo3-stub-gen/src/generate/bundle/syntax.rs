//! What expressions are, by their form alone.

use ruff_python_ast as ast;

/// Returns `name` of `a.b.name`.
pub(super) fn last_name(expr: &ast::Expr) -> Option<&str> {
    match expr {
        ast::Expr::Name(name) => Some(name.id.as_str()),
        ast::Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
        _ => None,
    }
}

/// Whether `value` makes a type variable.
pub(super) fn is_type_variable(value: &ast::Expr) -> bool {
    value
        .as_call_expr()
        .is_some_and(|call| matches!(last_name(&call.func), Some("TypeVar" | "ParamSpec" | "TypeVarTuple")))
}

/// Returns the class that `names` lead to from `class`.
pub(super) fn class_in<'t>(class: &'t ast::StmtClassDef, names: &[String]) -> Option<&'t ast::StmtClassDef> {
    let Some((name, rest)) = names.split_first() else { return Some(class) };
    let mut nested = class.body.iter().filter_map(ast::Stmt::as_class_def_stmt);
    nested.find(|it| it.name.as_str() == name).and_then(|it| class_in(it, rest))
}
