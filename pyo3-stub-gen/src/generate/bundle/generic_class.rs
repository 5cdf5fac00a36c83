//! The type arguments of a generic class that is named without any. Strict type checkers ask for them.

use super::context::Context;
use super::scope::{NameDefinition, last_name};
use super::syntax::class_in;
use super::tree::ModuleId;
use crate::generate::model::{Expr, Symbol, TypeParamKind};
use crate::generate::python::generics;
use ruff_python_ast as ast;
use ruff_python_ast::visitor::{Visitor, walk_expr};

/// Returns `class`, with `Any` for each of its type parameters. Those that all have defaults need no arguments.
pub(super) fn with_arguments(context: &Context<'_>, class: Expr) -> Expr {
    let Expr::Name(Symbol::Local(name)) = &class else { return generics::with_arguments(class) };
    let definition = name.name.split_first().and_then(|(first, inner)| {
        let module = context.resolver.tree.at(&name.path)?;
        match context.resolver.definition(module, first)? {
            NameDefinition::Class(outer) => Some((module, class_in(outer, inner)?)),
            NameDefinition::Function
            | NameDefinition::Variable
            | NameDefinition::Alias(_)
            | NameDefinition::Made(_)
            | NameDefinition::TypeVariable(_) => None,
        }
    });
    let Some((module, definition)) = definition else { return class };
    let parameters = parameters(context, module, definition);
    if parameters.iter().all(|it| it.has_default) {
        return class;
    }
    let arguments = parameters.iter().map(|parameter| match parameter.kind {
        TypeParamKind::Type | TypeParamKind::Covariant | TypeParamKind::Contravariant => Expr::typing("Any"),
        TypeParamKind::Parameters => Expr::Ellipsis,
        TypeParamKind::Tuple => {
            let any = Expr::builtin("tuple").subscript(vec![Expr::typing("Any"), Expr::Ellipsis]);
            Expr::typing("Unpack").subscript(vec![any])
        }
    });
    class.clone().subscript(arguments.collect())
}

/// A type parameter of a class.
#[derive(Clone, Copy)]
struct ClassParameter {
    kind: TypeParamKind,
    has_default: bool,
}

/// Returns the type parameters that `class` states, or those in its bases.
fn parameters(context: &Context<'_>, module: ModuleId, class: &ast::StmtClassDef) -> Vec<ClassParameter> {
    if let Some(params) = &class.type_params {
        return params.type_params.iter().map(stated).collect();
    }
    let subscripts = || class.bases().iter().filter_map(ast::Expr::as_subscript_expr);
    let generic = subscripts().find(|base| matches!(last_name(&base.value), Some("Generic" | "Protocol")));
    let mut variables = VariableNames { context, module, names: Vec::new(), found: Vec::new() };
    match generic {
        Some(generic) => variables.visit_expr(&generic.slice),
        None => subscripts().for_each(|base| variables.visit_expr(&base.slice)),
    }
    variables.found
}

fn stated(param: &ast::TypeParam) -> ClassParameter {
    let (kind, default) = match param {
        ast::TypeParam::TypeVar(it) => (TypeParamKind::Type, &it.default),
        ast::TypeParam::TypeVarTuple(it) => (TypeParamKind::Tuple, &it.default),
        ast::TypeParam::ParamSpec(it) => (TypeParamKind::Parameters, &it.default),
    };
    ClassParameter { kind, has_default: default.is_some() }
}

/// Collects the type variables in an expression, once each.
struct VariableNames<'c, 't> {
    context: &'c Context<'t>,
    module: ModuleId,
    names: Vec<String>,
    found: Vec<ClassParameter>,
}

impl Visitor<'_> for VariableNames<'_, '_> {
    fn visit_expr(&mut self, expr: &ast::Expr) {
        if let Some(name) = expr.as_name_expr()
            && let Some(variable) = self.context.variable(self.module, &name.id)
            && !self.names.contains(&variable.param.name)
        {
            self.names.push(variable.param.name.clone());
            let has_default = variable.param.default.is_some();
            self.found.push(ClassParameter { kind: variable.param.kind, has_default });
        }
        walk_expr(self, expr);
    }
}
