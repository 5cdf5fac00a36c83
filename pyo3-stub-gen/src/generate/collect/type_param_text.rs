//! The text of PEP 695 type parameters, parsed.

use crate::generate::python::{self, SyntaxError};
use ruff_python_ast as ast;

/// Turns type parameters into a function's definition.
const PREFIX: &str = "def f[";

/// Returns a function's definition with the type parameters `text`, and that definition parsed.
pub(super) fn parse(text: &str) -> (String, Result<Vec<ast::Stmt>, SyntaxError>) {
    let source = format!("{PREFIX}{text}](): ...");
    let parsed = python::parse_module(&source);
    (source, parsed)
}

pub(super) fn params_of(parsed: &[ast::Stmt]) -> Option<&ast::TypeParams> {
    match parsed.first() {
        Some(ast::Stmt::FunctionDef(function)) => function.type_params.as_deref(),
        _ => None,
    }
}

/// Returns the number of type parameters in `text` if each of them stands for one type.
pub(super) fn parameter_count(text: &str) -> Option<usize> {
    let parsed = parse(text.trim()).1.ok()?;
    let params = &params_of(&parsed)?.type_params;
    params.iter().all(ast::TypeParam::is_type_var).then_some(params.len())
}

/// Returns the same error, with its place in the text that the user wrote.
pub(super) fn without_prefix(mut error: SyntaxError, text: &str) -> SyntaxError {
    let column = error.excerpt.column.saturating_sub(PREFIX.len());
    error.excerpt.line = text.to_owned();
    error.excerpt.column = column.min(text.chars().count());
    error
}
