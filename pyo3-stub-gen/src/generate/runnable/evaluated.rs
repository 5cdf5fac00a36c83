//! The names that Python evaluates when it executes the source.

use super::syntax::{has_name, is_alias, is_for_type_checkers, is_type_variable};
use ruff_python_ast as ast;
use ruff_python_ast::visitor::{self, Visitor};
use std::collections::HashSet;

/// Returns the names that decorators, bases and values in `statements` begin with. Annotations are not evaluated.
pub(super) fn names(statements: &[ast::Stmt]) -> HashSet<&str> {
    let mut names = EvaluatedNames::default();
    names.visit_body(statements);
    names.0
}

#[derive(Default)]
struct EvaluatedNames<'a>(HashSet<&'a str>);

impl<'a> EvaluatedNames<'a> {
    fn decorators(&mut self, decorators: &'a [ast::Decorator]) {
        let kept = decorators.iter().filter(|decorator| !is_for_type_checkers(decorator));
        kept.for_each(|decorator| self.visit_decorator(decorator));
    }
}

impl<'a> Visitor<'a> for EvaluatedNames<'a> {
    fn visit_stmt(&mut self, statement: &'a ast::Stmt) {
        match statement {
            ast::Stmt::FunctionDef(function) => {
                // Defaults with names are not evaluated either.
                self.decorators(&function.decorator_list);
            }
            ast::Stmt::ClassDef(class) => {
                self.decorators(&class.decorator_list);
                class.arguments.iter().for_each(|arguments| self.visit_arguments(arguments));
                self.visit_body(&class.body);
            }
            ast::Stmt::AnnAssign(assign) => {
                let value = assign.value.as_deref().filter(|value| !is_alias(assign) && !has_name(value));
                value.into_iter().for_each(|value| self.visit_expr(value));
            }
            ast::Stmt::Assign(assign) if is_type_variable(&assign.value) => {
                if let ast::Expr::Call(call) = &*assign.value {
                    self.visit_expr(&call.func);
                }
            }
            ast::Stmt::TypeAlias(_) => {}
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expr: &'a ast::Expr) {
        if let ast::Expr::Name(name) = expr {
            self.0.insert(name.id.as_str());
        }
        visitor::walk_expr(self, expr);
    }
}
