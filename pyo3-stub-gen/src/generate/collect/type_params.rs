//! PEP 695 type parameters: `T, U: int = int`.

use super::Collector;
use super::types::{Direction, Lookup, Place};
use crate::generate::model::{Expr, TypeParam, TypeParamKind};
use crate::generate::python::{self, SyntaxError};
use ruff_python_ast as ast;

impl Collector<'_> {
    /// The type parameters that `text` spells, which mean something at `place` from now on.
    pub(super) fn type_params(&mut self, text: Option<&str>, place: &mut Place) -> Vec<TypeParam> {
        let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Vec::new() };
        let (source, parsed) = parse(text);
        match parsed {
            Ok(parsed) => self.type_params_of(params_of(&parsed), &source, place),
            Err(error) => {
                self.syntax(without_prefix(error, text), place);
                Vec::new()
            }
        }
    }

    /// The model of parsed type parameters, which mean something at `place` from now on.
    pub(super) fn type_params_of(
        &mut self,
        params: Option<&ast::TypeParams>,
        source: &str,
        place: &mut Place,
    ) -> Vec<TypeParam> {
        let params: &[ast::TypeParam] =
            params.map(|params| params.type_params.as_slice()).unwrap_or_default();
        place.type_params.extend(params.iter().map(|param| param.name().to_string()));
        params.iter().map(|param| self.type_param(param, source, place)).collect()
    }

    fn type_param(&mut self, param: &ast::TypeParam, source: &str, place: &Place) -> TypeParam {
        let (kind, bound) = match param {
            ast::TypeParam::TypeVar(param) => (TypeParamKind::Type, param.bound.as_deref()),
            ast::TypeParam::TypeVarTuple(_) => (TypeParamKind::Tuple, None),
            ast::TypeParam::ParamSpec(_) => (TypeParamKind::Parameters, None),
        };
        let bound = bound.map(|bound| match bound {
            ast::Expr::Tuple(constraints) => {
                Expr::Tuple(constraints.elts.iter().map(|each| self.type_of(each, source, place)).collect())
            }
            _ => self.type_of(bound, source, place),
        });
        TypeParam {
            name: param.name().to_string(),
            kind,
            bound,
            default: param.default().map(|default| self.type_of(default, source, place)),
        }
    }

    fn type_of(&mut self, expr: &ast::Expr, source: &str, place: &Place) -> Expr {
        let mut names =
            Lookup { collector: self, place, modules: &[], markers: &[], direction: Direction::Output };
        match python::convert_type(expr, source, &mut names) {
            Ok(expr) => expr,
            Err(error) => self.syntax(error, place),
        }
    }
}

const PREFIX: &str = "def f[";

/// The type parameters `text` in a function's definition, and that definition parsed.
fn parse(text: &str) -> (String, Result<Vec<ast::Stmt>, SyntaxError>) {
    let source = format!("{PREFIX}{text}](): ...");
    let parsed = python::parse_module(&source);
    (source, parsed)
}

fn params_of(parsed: &[ast::Stmt]) -> Option<&ast::TypeParams> {
    match parsed.first() {
        Some(ast::Stmt::FunctionDef(function)) => function.type_params.as_deref(),
        _ => None,
    }
}

/// How many type parameters `text` spells, where each stands for one type.
pub(super) fn parameter_count(text: &str) -> Option<usize> {
    let parsed = parse(text.trim()).1.ok()?;
    let params = &params_of(&parsed)?.type_params;
    params.iter().all(ast::TypeParam::is_type_var).then_some(params.len())
}

/// The same mistake, in the text that the user wrote.
fn without_prefix(mut error: SyntaxError, text: &str) -> SyntaxError {
    let column = error.excerpt.column.saturating_sub(PREFIX.len());
    error.excerpt.line = text.to_owned();
    error.excerpt.column = column.min(text.chars().count());
    error
}
