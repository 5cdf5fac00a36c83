//! `__all__`: the statements that make it, as pieces.

use super::blocks::Placed;
use super::conditions::Checks;
use crate::generate::model::{ALL, AllForm};
use ruff_python_ast as ast;

/// What a module has in `__all__`.
#[derive(Debug, Default)]
pub(super) struct Exports<'t> {
    /// Whether it is a list, a tuple, or missing.
    pub form: AllForm,
    /// Whether its type is stated.
    pub is_annotated: bool,
    /// Its parts, in their order.
    pub pieces: Vec<Piece<'t>>,
}

/// A part of `__all__`.
#[derive(Debug)]
pub(super) struct Piece<'t> {
    /// Under which of these alternatives it is a part.
    pub when: Vec<Checks>,
    /// Its names.
    pub names: ExportedNames<'t>,
}

/// The names of a part of `__all__`.
#[derive(Debug)]
pub(super) enum ExportedNames<'t> {
    /// These names.
    Listed(Vec<String>),
    /// Those in `__all__` of a module.
    Of(&'t ast::Expr),
    /// All but these.
    Removed(Vec<String>),
}

impl<'t> Exports<'t> {
    /// Reads the `statements` that assign or change `__all__`.
    pub(super) fn of(statements: &[Placed<'t>]) -> Self {
        let mut exports = Self { form: AllForm::Missing, is_annotated: false, pieces: Vec::new() };
        for placed in statements {
            match placed.statement {
                ast::Stmt::Assign(assign) if assign.targets.iter().any(is_all) => {
                    exports.assign(&assign.value, placed);
                }
                ast::Stmt::AnnAssign(assign) if is_all(&assign.target) => {
                    exports.is_annotated = true;
                    match &assign.value {
                        Some(value) => exports.assign(value, placed),
                        None => exports.form = form(&assign.annotation),
                    }
                }
                ast::Stmt::AugAssign(assign) if is_all(&assign.target) => exports.add(&assign.value, placed),
                ast::Stmt::Expr(statement) => {
                    if let Some((method, argument)) = called(&statement.value) {
                        exports.call(method, argument, placed);
                    }
                }
                _ => {}
            }
        }
        exports
    }

    fn assign(&mut self, value: &'t ast::Expr, placed: &Placed<'t>) {
        self.form = form(value);
        if placed.when.iter().any(Vec::is_empty) {
            self.pieces.clear();
        }
        self.add(value, placed);
    }

    fn add(&mut self, value: &'t ast::Expr, placed: &Placed<'t>) {
        let names = match value {
            ast::Expr::List(list) => ExportedNames::Listed(strings(&list.elts)),
            ast::Expr::Tuple(tuple) => ExportedNames::Listed(strings(&tuple.elts)),
            ast::Expr::BinOp(operation) => {
                self.add(&operation.left, placed);
                return self.add(&operation.right, placed);
            }
            ast::Expr::Attribute(attribute) if attribute.attr.as_str() == ALL => {
                ExportedNames::Of(&attribute.value)
            }
            _ => return,
        };
        self.pieces.push(Piece { when: placed.when.clone(), names });
    }

    fn call(&mut self, method: &str, argument: &'t ast::Expr, placed: &Placed<'t>) {
        match method {
            "extend" => self.add(argument, placed),
            "append" | "remove" => {
                let names = strings(std::slice::from_ref(argument));
                let names = if method == "append" {
                    ExportedNames::Listed(names)
                } else {
                    ExportedNames::Removed(names)
                };
                self.pieces.push(Piece { when: placed.when.clone(), names });
            }
            _ => {}
        }
    }
}

/// Whether `statement` only changes `__all__`.
pub(super) fn is_export(statement: &ast::Stmt) -> bool {
    match statement {
        ast::Stmt::Assign(assign) => assign.targets.iter().any(is_all),
        ast::Stmt::AnnAssign(assign) => is_all(&assign.target),
        ast::Stmt::AugAssign(assign) => is_all(&assign.target),
        ast::Stmt::Expr(statement) => called(&statement.value).is_some(),
        _ => false,
    }
}

/// Reads `__all__.method(argument)`.
fn called(expr: &ast::Expr) -> Option<(&str, &ast::Expr)> {
    let call = expr.as_call_expr()?;
    let function = call.func.as_attribute_expr().filter(|function| is_all(&function.value))?;
    Some((function.attr.as_str(), call.arguments.args.first()?))
}

fn form(value: &ast::Expr) -> AllForm {
    match value {
        ast::Expr::Tuple(_) => AllForm::Tuple,
        ast::Expr::Subscript(subscript) => form(&subscript.value),
        ast::Expr::Name(name) if name.id == "tuple" => AllForm::Tuple,
        ast::Expr::BinOp(operation) => form(&operation.left),
        _ => AllForm::List,
    }
}

fn is_all(target: &ast::Expr) -> bool {
    target.as_name_expr().is_some_and(|name| name.id == ALL)
}

fn strings(elements: &[ast::Expr]) -> Vec<String> {
    let string = |it: &ast::Expr| it.as_string_literal_expr().map(|it| it.value.to_str().to_owned());
    elements.iter().filter_map(string).collect()
}
