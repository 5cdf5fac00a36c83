//! PEP 695 type parameters: `T, U: int = int`.

use super::collector::Collector;
use super::lookup::Lookup;
use super::place::Place;
use super::type_param_text::{params_of, parse, without_prefix};
use crate::generate::model::{Expr, TypeParam, TypeParamKind};
use crate::generate::python;
use crate::generate::rust_types::Direction;
use ruff_python_ast as ast;

impl Collector<'_> {
    /// Returns the type parameters in `text`, and adds them to the scope of `place`.
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

    /// Returns the model of parsed type parameters, and adds them to the scope of `place`.
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
