//! Where in the Rust source the items of a stub were written.

use super::model::{Class, Items, ModuleInfo, Node, SubmoduleInfo};
use crate::facts::Position;
use std::collections::BTreeMap;

/// The place of each item of `module` by its dotted name, as Python reaches it: `m.sub.Foo.bar`.
///
/// An item that nothing in the source stands for, such as a method that PyO3 adds, has none.
#[must_use]
pub fn positions(module: &ModuleInfo) -> BTreeMap<String, Position> {
    let mut found = BTreeMap::new();
    items(&module.name, &module.items, &mut found);
    submodules(&module.name, module.submodules.values(), &mut found);
    found
}

fn submodules<'a>(
    parent: &str,
    submodules_of_parent: impl Iterator<Item = &'a SubmoduleInfo>,
    found: &mut BTreeMap<String, Position>,
) {
    for submodule in submodules_of_parent {
        let path = format!("{parent}.{}", submodule.name);
        items(&path, &submodule.items, found);
        submodules(&path, submodule.submodules.values(), found);
    }
}

fn items(parent: &str, items: &Items, found: &mut BTreeMap<String, Position>) {
    let mut add = |name: &str, position: &Option<Position>| {
        if let Some(position) = position {
            found.entry(format!("{parent}.{name}")).or_insert_with(|| position.clone());
        }
    };
    items.variables.iter().for_each(|it| add(&it.name, &it.position));
    items.aliases.iter().for_each(|it| add(&it.name, &it.position));
    items.functions.iter().for_each(|it| add(&it.name, &it.position));
    items.classes.iter().for_each(|it| class(parent, it, found));
}

fn class(parent: &str, class_info: &Class, found: &mut BTreeMap<String, Position>) {
    let path = format!("{parent}.{}", class_info.name);
    if let Some(position) = &class_info.position {
        found.entry(path.clone()).or_insert_with(|| position.clone());
    }
    for node in &class_info.body {
        let position = match node {
            Node::Class(inner) => {
                class(&path, inner, found);
                continue;
            }
            Node::Attribute(node) => &node.position,
            Node::Alias(node) => &node.position,
            Node::Function(node) => &node.position,
        };
        if let Some(position) = position {
            found.entry(format!("{path}.{}", node.name())).or_insert_with(|| position.clone());
        }
    }
}
