//! The types in a tree of modules.

use super::slot::{TypePart, TypeSlot};
use crate::facts::Position;
use crate::generate::model::{Decorator, Expr, Function, ModuleInfo};
use crate::generate::paths::{Item, by_path};
use std::collections::{BTreeMap, BTreeSet};

/// A type in a tree of modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeType {
    /// The type.
    pub expr: Expr,
    /// Where the item was written.
    pub position: Option<Position>,
}

/// Returns the types in `module` and its submodules. Functions with several signatures are left out.
#[must_use]
pub fn types_in(module: &ModuleInfo) -> BTreeMap<TypeSlot, TreeType> {
    let (mut found, mut several) = (BTreeMap::new(), BTreeSet::new());
    let mut add = |path: &str, part: TypePart, expr: &Option<Expr>, position: &Option<Position>| {
        let Some(expr) = expr else { return };
        let slot = TypeSlot { path: path.to_owned(), part };
        let found = found.insert(slot, TreeType { expr: expr.clone(), position: position.clone() });
        if found.is_some() {
            several.insert(path.to_owned());
        }
    };
    for (path, item) in by_path(module) {
        match item {
            Item::Attribute(it) => add(&path, TypePart::Result, &it.annotation, &it.position),
            Item::Function(function) if is_setter(function) => {
                let value = function.parameters.get(1).and_then(|value| value.annotation.clone());
                add(&path, TypePart::Assigned, &value, &function.position);
            }
            Item::Function(function) => {
                for parameter in &function.parameters {
                    let part = TypePart::Parameter(parameter.name.clone());
                    add(&path, part, &parameter.annotation, &function.position);
                }
                add(&path, TypePart::Result, &function.returns, &function.position);
            }
            Item::Alias(_) | Item::Class(_) => {}
        }
    }
    found.retain(|slot, _| !several.contains(&slot.path));
    found
}

/// Returns the dotted names of the classes in `module` and its submodules.
#[must_use]
pub fn classes_in(module: &ModuleInfo) -> BTreeSet<String> {
    let classes = by_path(module).into_iter().filter(|(_, item)| matches!(item, Item::Class(_)));
    classes.map(|(path, _)| path).collect()
}

fn is_setter(function: &Function) -> bool {
    function.decorators.iter().any(|decorator| matches!(decorator, Decorator::Setter(_)))
}
