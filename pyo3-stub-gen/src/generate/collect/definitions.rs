//! Definitions in Python source, other than functions, that exist only in the stub: type variables, aliases, and
//! classes such as a `TypedDict` or a `Protocol`.
//!
//! A type variable becomes a type parameter of the items that use it, and an alias is expanded.

use super::collector::Collector;
use super::place::{Place, Surrounding};
use super::snippets::Snippet;
use super::used_variables::add_used;
use crate::generate::model::{Class, Decorator, Expr, Node, TypeParam, TypeParamKind};
use crate::generate::rust_types::Direction;
use ruff_python_ast as ast;

impl Collector<'_> {
    /// Reads the type variables and aliases of `snippet`, which bring their names into `place`.
    pub(super) fn read_definitions(&mut self, snippet: &mut Snippet<'_>, place: &mut Place) {
        let statements = std::mem::take(&mut snippet.statements);
        let (mut defining, mut kept) = (Vec::new(), Vec::new());
        for statement in statements {
            let list = if defined(&statement).is_some() { &mut defining } else { &mut kept };
            list.push(statement);
        }
        snippet.statements = kept;
        for statement in &defining {
            match defined(statement) {
                Some((name, TextDefinition::Variable(kind, call))) => {
                    let variable = self.variable(snippet, name, kind, call, place);
                    place.type_params.push(name.to_owned());
                    snippet.variables.push(variable);
                }
                Some((name, TextDefinition::Alias(value))) => {
                    let value = self.snippet_type(snippet, value, place, Direction::Output);
                    place.aliases.push((name.to_owned(), value));
                }
                None => {}
            }
        }
    }

    fn variable(
        &mut self,
        snippet: &Snippet<'_>,
        name: &str,
        kind: TypeParamKind,
        call: &ast::ExprCall,
        place: &Place,
    ) -> TypeParam {
        let mut of = |expr: &ast::Expr| self.snippet_type(snippet, expr, place, Direction::Output);
        let keyword = |name: &str| {
            let mut keywords = call.arguments.keywords.iter();
            keywords.find(|keyword| keyword.arg.as_deref() == Some(name)).map(|keyword| &keyword.value)
        };
        let constraints: Vec<Expr> = call.arguments.args.iter().skip(1).map(&mut of).collect();
        let bound = if constraints.is_empty() {
            keyword("bound").map(&mut of)
        } else {
            Some(Expr::Tuple(constraints))
        };
        let is_set = |name: &str| {
            keyword(name)
                .is_some_and(|value| value.as_boolean_literal_expr().is_some_and(|literal| literal.value))
        };
        let kinds = [TypeParamKind::Covariant, TypeParamKind::Contravariant];
        let stated = kinds.into_iter().find(|kind| kind.variance().is_some_and(is_set));
        TypeParam {
            name: name.to_owned(),
            kind: stated.unwrap_or(kind),
            bound,
            default: keyword("default").map(&mut of),
        }
    }

    /// Returns a class that the text defines.
    pub(super) fn snippet_class(
        &mut self,
        snippet: &Snippet<'_>,
        def: &ast::StmtClassDef,
        place: &Place,
    ) -> Class {
        let position = snippet.position(def);
        let mut place = Place {
            surrounding: Surrounding::Class,
            ..place.inner(format!("class `{}`", def.name), Some(&position))
        };
        let mut class = Class::new(def.name.as_str(), Some(position));
        class.type_params = self.type_params_of(def.type_params.as_deref(), &snippet.source, &mut place);
        class.decorators.push(Decorator::Plain(Expr::typing("type_check_only")));
        for decorator in &def.decorator_list {
            class.decorators.extend(
                self.snippet_decorator(snippet, decorator, &place)
                    .filter(|it| !class.decorators.contains(it)),
            );
        }
        for base in def.bases() {
            let base = self.snippet_type(snippet, base, &place, Direction::Output);
            add_used(&mut class.type_params, &snippet.variables, [&base]);
            class.bases.extend(without_parameters(base));
        }
        class.doc = super::snippets::docstring(&def.body);
        for statement in &def.body {
            self.snippet_node(snippet, statement, &place, &mut class.body);
        }
        let is_partial = def.keywords().iter().any(|keyword| {
            let is_false = keyword.value.as_boolean_literal_expr().is_some_and(|literal| !literal.value);
            keyword.arg.as_deref() == Some("total") && is_false
        });
        for node in &mut class.body {
            match node {
                Node::Attribute(attribute) if is_partial => {
                    attribute.annotation = attribute.annotation.take().map(not_required);
                }
                Node::Function(function) => {
                    function.type_params.retain(|own| class.type_params.iter().all(|it| it.name != own.name));
                }
                Node::Attribute(_) | Node::Alias(_) | Node::Class(_) => {}
            }
        }
        class
    }

    /// Returns the class that `Name = NewType("Name", base)` defines, or none for another statement.
    pub(super) fn new_type(
        &mut self,
        snippet: &Snippet<'_>,
        assign: &ast::StmtAssign,
        place: &Place,
    ) -> Option<Class> {
        let (name, call) = called(assign)?;
        let [_, base] = &*call.arguments.args else { return None };
        if last_name(&call.func)? != "NewType" {
            return None;
        }
        let mut class = Class::new(name, Some(snippet.position(assign)));
        class.decorators.push(Decorator::Plain(Expr::typing("type_check_only")));
        class.bases.push(self.snippet_type(snippet, base, place, Direction::Output));
        Some(class)
    }
}

/// A definition for the source itself.
enum TextDefinition<'a> {
    /// `T = TypeVar("T")`.
    Variable(TypeParamKind, &'a ast::ExprCall),
    /// `Name: TypeAlias = T`, or `type Name = T`.
    Alias(&'a ast::Expr),
}

fn defined(statement: &ast::Stmt) -> Option<(&str, TextDefinition<'_>)> {
    match statement {
        ast::Stmt::Assign(assign) => {
            let (name, call) = called(assign)?;
            let kind = match last_name(&call.func)? {
                "TypeVar" => TypeParamKind::Type,
                "TypeVarTuple" => TypeParamKind::Tuple,
                "ParamSpec" => TypeParamKind::Parameters,
                _ => return None,
            };
            Some((name, TextDefinition::Variable(kind, call)))
        }
        ast::Stmt::AnnAssign(assign) if last_name(&assign.annotation)? == "TypeAlias" => {
            Some((assign.target.as_name_expr()?.id.as_str(), TextDefinition::Alias(assign.value.as_deref()?)))
        }
        ast::Stmt::TypeAlias(alias) => {
            Some((alias.name.as_name_expr()?.id.as_str(), TextDefinition::Alias(&alias.value)))
        }
        _ => None,
    }
}

/// Returns the name and the call of `name = function(…)`.
fn called(assign: &ast::StmtAssign) -> Option<(&str, &ast::ExprCall)> {
    let [ast::Expr::Name(name)] = assign.targets.as_slice() else { return None };
    Some((name.id.as_str(), assign.value.as_call_expr()?))
}

/// Returns `c` of `a.b.c`.
fn last_name(expr: &ast::Expr) -> Option<&str> {
    match expr {
        ast::Expr::Name(name) => Some(name.id.as_str()),
        ast::Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
        _ => None,
    }
}

/// Returns `Protocol` for `Protocol[T]`, and nothing for `Generic[T]`: the class has the type parameters.
fn without_parameters(base: Expr) -> Option<Expr> {
    match base {
        Expr::Subscript(base, arguments) => {
            if base.is_external("typing", "Generic") {
                None
            } else if base.is_external("typing", "Protocol") {
                Some(*base)
            } else {
                Some(Expr::Subscript(base, arguments))
            }
        }
        base => Some(base),
    }
}

/// Returns the type of a key that a `TypedDict` need not have.
fn not_required(annotation: Expr) -> Expr {
    let is_stated = matches!(
        &annotation,
        Expr::Subscript(base, _)
            if base.is_external("typing", "Required") || base.is_external("typing", "NotRequired")
    );
    if is_stated { annotation } else { Expr::typing("NotRequired").subscript(vec![annotation]) }
}
