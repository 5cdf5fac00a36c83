//! The items of a stub by the dotted names by which Python reaches them: `m.sub.Foo.bar`.

use super::model::{Alias, Attribute, Class, Function, Items, ModuleInfo, Node, When};
use crate::facts::Position;
use crate::text::dotted;
use std::collections::BTreeMap;

/// An item of a module or a member of a class.
#[derive(Debug, Clone, Copy)]
pub enum Item<'a> {
    /// A constant, a variable, or an attribute of a class.
    Attribute(&'a Attribute),
    /// A type alias.
    Alias(&'a Alias),
    /// A class.
    Class(&'a Class),
    /// A function, or one overload or accessor of it.
    Function(&'a Function),
}

impl Item<'_> {
    /// Returns where it was written. An item without source, such as a method that PyO3 adds, has no position.
    #[must_use]
    pub fn position(&self) -> Option<&Position> {
        match self {
            Self::Attribute(item) => item.position.as_ref(),
            Self::Alias(item) => item.position.as_ref(),
            Self::Class(item) => item.position.as_ref(),
            Self::Function(item) => item.position.as_ref(),
        }
    }
}

impl<'a> Item<'a> {
    /// Returns where it exists.
    #[must_use]
    pub fn when(&self) -> &'a When {
        match self {
            Self::Attribute(item) => &item.when,
            Self::Alias(item) => &item.when,
            Self::Class(item) => &item.when,
            Self::Function(item) => &item.when,
        }
    }
}

/// Returns every item of `module` and its submodules with its dotted name. Items of one name follow each other.
#[must_use]
pub fn by_path(module: &ModuleInfo) -> Vec<(String, Item<'_>)> {
    let mut found = Vec::new();
    items(&module.name, &module.items, &mut found);
    module.for_each_submodule(&mut |path, submodule| {
        items(&dotted::join(&module.name, path), &submodule.items, &mut found);
    });
    found
}

/// Returns where in the Rust source each item of `module` was written, by its dotted name: the first position if there
/// are several.
#[must_use]
pub fn positions(module: &ModuleInfo) -> BTreeMap<String, Position> {
    let mut positions = BTreeMap::new();
    for (path, item) in by_path(module) {
        if let Some(position) = item.position() {
            positions.entry(path).or_insert_with(|| position.clone());
        }
    }
    positions
}

fn items<'a>(parent: &str, items: &'a Items, found: &mut Vec<(String, Item<'a>)>) {
    let mut add = |name: &str, item| found.push((format!("{parent}.{name}"), item));
    items.variables.iter().for_each(|it| add(&it.name, Item::Attribute(it)));
    items.aliases.iter().for_each(|it| add(&it.name, Item::Alias(it)));
    items.functions.iter().for_each(|it| add(&it.name, Item::Function(it)));
    items.classes.iter().for_each(|it| class(parent, it, found));
}

fn class<'a>(parent: &str, item: &'a Class, found: &mut Vec<(String, Item<'a>)>) {
    let path = format!("{parent}.{}", item.name);
    found.push((path.clone(), Item::Class(item)));
    for node in &item.body {
        let member = match node {
            Node::Class(inner) => {
                class(&path, inner, found);
                continue;
            }
            Node::Attribute(node) => Item::Attribute(node),
            Node::Alias(node) => Item::Alias(node),
            Node::Function(node) => Item::Function(node),
        };
        found.push((format!("{path}.{}", node.name()), member));
    }
}
