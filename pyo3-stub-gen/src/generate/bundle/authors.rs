//! Whether an author wrote type variables of a generated file, because the generator never writes them so.

use super::syntax::{is_type_variable, last_name};
use ruff_python_ast as ast;
use ruff_python_ast::visitor::{Visitor, walk_expr};
use std::collections::HashSet;

/// Whether one of `statements` makes a type variable under a condition or with a public name, or is a class that has one in its bases
/// but not in `Generic`, or one with a variance although it is not a protocol.
pub(super) fn wrote_variables(statements: &[ast::Stmt]) -> bool {
    let variables = || statements.iter().filter_map(variable);
    let is_public = |(name, _): (&str, &ast::ExprCall)| !name.starts_with('_');
    if statements.iter().any(has_variable_in_branch) || variables().any(is_public) {
        return true;
    }
    let has_variance = |call: &ast::ExprCall| {
        let names = call.arguments.keywords.iter().filter_map(|keyword| keyword.arg.as_deref());
        names.into_iter().any(|name| matches!(name, "covariant" | "contravariant"))
    };
    let all: HashSet<&str> = variables().map(|(name, _)| name).collect();
    let variant = variables().filter(|(_, call)| has_variance(call)).map(|(name, _)| name).collect();
    !all.is_empty() && statements.iter().any(|statement| is_authors(statement, &all, &variant))
}

/// Reads `name = TypeVar(…)`.
fn variable(statement: &ast::Stmt) -> Option<(&str, &ast::ExprCall)> {
    let assign = statement.as_assign_stmt().filter(|assign| is_type_variable(&assign.value))?;
    let name = assign.targets.first()?.as_name_expr()?;
    Some((&name.id, assign.value.as_call_expr()?))
}

/// Whether `statement` is an `if` with a type variable in it.
fn has_variable_in_branch(statement: &ast::Stmt) -> bool {
    let ast::Stmt::If(branch) = statement else { return false };
    let others = branch.elif_else_clauses.iter().flat_map(|clause| &clause.body);
    let mut inner = branch.body.iter().chain(others);
    inner.any(|statement| variable(statement).is_some() || has_variable_in_branch(statement))
}

/// Whether `statement` is a class, or has one in it, that the generator does not write with `all` type variables of a file, of which
/// `variant` have a variance.
fn is_authors(statement: &ast::Stmt, all: &HashSet<&str>, variant: &HashSet<&str>) -> bool {
    let ast::Stmt::ClassDef(class) = statement else { return false };
    let has = |name| {
        let name_of =
            |base: &ast::Expr| last_name(base.as_subscript_expr().map_or(base, |it| &it.value)) == Some(name);
        class.bases().iter().any(name_of)
    };
    let unexpected = match (has("Protocol"), has("Generic")) {
        (true, _) => None,
        (false, true) => Some(variant),
        (false, false) => Some(all),
    };
    let is_named = |variables| {
        let mut finder = VariableNameFinder { variables, is_found: false };
        class.bases().iter().for_each(|base| finder.visit_expr(base));
        finder.is_found
    };
    unexpected.is_some_and(is_named) || class.body.iter().any(|statement| is_authors(statement, all, variant))
}

struct VariableNameFinder<'f> {
    variables: &'f HashSet<&'f str>,
    is_found: bool,
}

impl Visitor<'_> for VariableNameFinder<'_> {
    fn visit_expr(&mut self, expr: &ast::Expr) {
        self.is_found |= expr.as_name_expr().is_some_and(|name| self.variables.contains(name.id.as_str()));
        walk_expr(self, expr);
    }
}
