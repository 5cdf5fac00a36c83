//! The types of the objects that aliases are at run time.

use super::context::Context;
use super::generic_class;
use super::names::NamePlace;
use super::resolver::NameMeaning;
use super::scope::{NameDefinition, last_name};
use super::syntax::class_in;
use super::tree::ModuleId;
use crate::generate::model::{Expr, ExternalName, Symbol};
use crate::generate::python::generics::is_generic;
use crate::generate::python::known::is_builtin;
use crate::generate::python::literal;
use crate::text::dotted;

/// Returns the type of the object that the alias of `value` in `module` is at run time.
pub(super) fn object(context: &Context<'_>, module: ModuleId, value: &Expr) -> Expr {
    if !context.source(module).is_generated {
        return written_object(context, value);
    }
    let Expr::Union(members) = value else { return made_object(context, value) };
    let class = |member: &Expr| match member {
        Expr::Subscript(base, _) => (**base).clone(),
        other => other.clone(),
    };
    let mut classes: Vec<Expr> = members.iter().map(class).collect();
    classes.dedup();
    if classes.len() == 1 { made_object(context, value) } else { Expr::external("types", "UnionType") }
}

/// Returns the type of the object of an alias that a person wrote.
fn written_object(context: &Context<'_>, value: &Expr) -> Expr {
    match value {
        Expr::Union(_) => Expr::external("types", "UnionType"),
        Expr::Subscript(base, _) if names_class(context, base) => Expr::external("types", "GenericAlias"),
        Expr::Subscript(..) => Expr::typing("Any"),
        _ if names_class(context, value) => {
            Expr::builtin("type").subscript(vec![generic_class::with_arguments(context, value.clone())])
        }
        _ => Expr::typing("Any"),
    }
}

fn made_object(context: &Context<'_>, value: &Expr) -> Expr {
    if names_class(context, value) {
        Expr::builtin("type").subscript(vec![value.clone()])
    } else {
        Expr::typing("Any")
    }
}

/// Returns the type of the class `name` of `module`, as an object. A type checker need not take what `NewType` makes for a class.
pub(super) fn class_object(context: &Context<'_>, module: ModuleId, name: &str) -> Expr {
    let class = context.expr(NameMeaning::Item { module, name: vec![name.to_owned()] });
    if let Some(NameDefinition::Made(call)) = context.resolver.definition(module, name)
        && last_name(&call.func) == Some("NewType")
        && let Some(base) = call.arguments.args.get(1)
    {
        let base = NamePlace::top(context, module).r#type(base);
        return Expr::external("collections.abc", "Callable").subscript(vec![Expr::List(vec![base]), class]);
    }
    Expr::builtin("type").subscript(vec![generic_class::with_arguments(context, class)])
}

/// Whether `external` has the name of a class, as far as that shows. What `typing` has is not a class at run time.
pub(super) fn is_class_name(external: &ExternalName) -> bool {
    let ExternalName { module, name } = external;
    let last = dotted::last(name);
    match module.as_str() {
        "" | "typing" | "typing_extensions" => false,
        "builtins" => is_builtin(name),
        "datetime" => true,
        _ if is_generic(module, name) => true,
        _ => last.starts_with(char::is_uppercase) && last.chars().any(char::is_lowercase),
    }
}

/// Whether `value` is a member of a class of the tree, and not a class itself.
pub(super) fn names_member(context: &Context<'_>, value: &Expr) -> bool {
    match value {
        Expr::Name(Symbol::Local(name)) => name.name.len() > 1 && !names_class(context, value),
        _ => false,
    }
}

fn names_class(context: &Context<'_>, value: &Expr) -> bool {
    match value {
        Expr::Name(Symbol::Local(name)) => {
            let Some((first, inner)) = name.name.split_first() else { return false };
            let Some(module) = context.resolver.tree.at(&name.path) else { return false };
            match context.resolver.definition(module, first) {
                Some(NameDefinition::Class(class)) => class_in(class, inner).is_some(),
                Some(NameDefinition::Made(_)) => inner.is_empty(),
                _ => false,
            }
        }
        Expr::Name(Symbol::External(name)) => is_class_name(name),
        Expr::Subscript(base, _) => names_class(context, base),
        Expr::Union(members) => members.iter().all(|member| names_class(context, member)),
        _ => false,
    }
}

/// Returns the type of `value`, if it is a literal.
pub(super) fn type_of(value: &Expr) -> Option<Expr> {
    match value {
        Expr::None => Some(Expr::None),
        Expr::Ellipsis => Some(Expr::external("_typeshed", "Incomplete")),
        Expr::Literal(text) => literal::class(text).map(Expr::builtin),
        _ => None,
    }
}
