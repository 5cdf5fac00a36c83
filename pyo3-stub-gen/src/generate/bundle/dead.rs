//! Private names that are not used, and that exist only for type checkers.

use super::context::{Context, ItemName};
use super::tree::ModuleId;
use crate::generate::model::{Alias, Class, Expr, Items};
use std::collections::{BTreeMap, HashSet};

/// Marks what the type variables in use name: their bounds and constraints, and other variables.
pub(super) fn use_what_variables_need(context: &Context<'_>) {
    let mut used = context.used.borrow_mut();
    let mut pending: Vec<&ItemName> =
        context.variables.iter().filter(|(item, _)| used.contains(*item)).map(|(item, _)| item).collect();
    while let Some(item) = pending.pop() {
        let needs = context.variables.get(item).map(|variable| &variable.needs);
        pending.extend(needs.into_iter().flatten().filter(|item| used.insert((*item).clone())));
    }
}

/// Removes private aliases, protocols and typed dictionaries to which no other item refers. A generated file has none.
pub(super) fn leave_out(context: &Context<'_>, items: &mut BTreeMap<ModuleId, Items>) {
    let used = context.used.borrow();
    for (module, items) in items {
        if context.source(*module).is_generated {
            continue;
        }
        let exports = std::mem::take(&mut items.exports);
        let is_needed = |name: &str| {
            !is_private(name) || exports.iter().any(|it| it == name) || is_in(&used, *module, name)
        };
        items.aliases.retain(|alias: &Alias| is_needed(&alias.name));
        items.classes.retain(|class| !is_for_checkers(class) || is_needed(&class.name));
        items.exports = exports;
    }
}

/// Whether an item refers to the type variable that is called `name` in the file of `module`.
pub(super) fn is_used(context: &Context<'_>, module: ModuleId, name: &str) -> bool {
    let used = context.used.borrow();
    context.variables.iter().any(|(item, variable)| {
        variable.param.name == name && used.contains(item) && context.owner(item.0) == module
    })
}

fn is_in(used: &HashSet<ItemName>, module: ModuleId, name: &str) -> bool {
    used.contains(&(module, name.to_owned()))
}

fn is_private(name: &str) -> bool {
    name.starts_with('_') && !name.ends_with("__")
}

fn is_for_checkers(class: &Class) -> bool {
    let is_base = |base: &Expr| {
        let base = match base {
            Expr::Subscript(base, _) => base,
            other => other,
        };
        ["Protocol", "TypedDict"]
            .into_iter()
            .any(|name| base.is_external("typing", name) || base.is_external("typing_extensions", name))
    };
    class.is_for_type_checkers_alone() || class.bases.iter().any(is_base)
}
