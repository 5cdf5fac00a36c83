//! The types of the objects that aliases are at run time.

use super::context::Context;
use super::scope::Definition;
use crate::generate::model::{Expr, Symbol};

/// Returns the type of the object that the alias of `value` is at run time.
pub(super) fn object(context: &Context<'_>, value: &Expr) -> Expr {
    let Expr::Union(members) = value else { return made_object(context, value) };
    let class = |member: &Expr| match member {
        Expr::Subscript(base, _) => (**base).clone(),
        other => other.clone(),
    };
    let mut classes: Vec<Expr> = members.iter().map(class).collect();
    classes.dedup();
    if classes.len() == 1 { made_object(context, value) } else { Expr::external("types", "UnionType") }
}

fn made_object(context: &Context<'_>, value: &Expr) -> Expr {
    if names_class(context, value) {
        Expr::builtin("type").subscript(vec![value.clone()])
    } else {
        Expr::typing("Any")
    }
}

fn names_class(context: &Context<'_>, value: &Expr) -> bool {
    match value {
        Expr::Name(Symbol::Local(name)) => {
            let module = context.resolver.tree.at(&name.path);
            let first = name.name.first();
            let definition =
                module.zip(first).and_then(|(module, first)| context.resolver.definition(module, first));
            matches!(definition, Some(Definition::Class | Definition::Made))
        }
        Expr::Name(Symbol::External(name)) => {
            !["", "typing", "typing_extensions"].contains(&name.module.as_str())
        }
        Expr::Subscript(base, _) => names_class(context, base),
        Expr::Union(members) => members.iter().all(|member| names_class(context, member)),
        _ => false,
    }
}
