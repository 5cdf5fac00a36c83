//! `@override` on methods that a base class of this extension has too: strict checkers want it.

use super::tree::Tree;
use crate::generate::model::{Class, Decorator, Expr, Function, LocalName, Node, Symbol};
use std::collections::{BTreeMap, BTreeSet};

/// What one class has, and which classes of the extension it inherits from.
#[derive(Debug, Default)]
struct Members {
    names: BTreeSet<String>,
    bases: Vec<LocalName>,
}

/// Marks every method of the tree that overrides one of a base class.
pub(super) fn mark_overrides(tree: &mut Tree) {
    let mut known = BTreeMap::new();
    for (path, items) in tree.all_items() {
        for class in &items.classes {
            index(class, LocalName { path: path.clone(), name: vec![class.name.clone()] }, &mut known);
        }
    }
    if known.values().all(|members| members.bases.is_empty()) {
        return;
    }
    for (_, items) in tree.all_items() {
        items.classes.iter_mut().for_each(|class| mark_class(class, &known));
    }
}

fn index(class: &Class, name: LocalName, known: &mut BTreeMap<LocalName, Members>) {
    let mut members = Members { names: BTreeSet::new(), bases: local_bases(class) };
    for node in &class.body {
        if let Node::Class(nested) = node {
            let mut path = name.clone();
            path.name.push(nested.name.clone());
            index(nested, path, known);
        } else {
            members.names.insert(node.name().to_owned());
        }
    }
    known.insert(name, members);
}

fn local_bases(class: &Class) -> Vec<LocalName> {
    let name = |base: &Expr| match base {
        Expr::Name(Symbol::Local(name)) => Some(name.clone()),
        _ => None,
    };
    class
        .bases
        .iter()
        .filter_map(|base| match base {
            Expr::Subscript(base, _) => name(base),
            _ => name(base),
        })
        .collect()
}

fn mark_class(class: &mut Class, known: &BTreeMap<LocalName, Members>) {
    let inherited = inherited(local_bases(class), known);
    let mut previous = String::new();
    for node in &mut class.body {
        match node {
            Node::Class(nested) => mark_class(nested, known),
            Node::Function(function) => {
                // Of overloads the first bears the mark, and of a property the getter.
                let is_first = previous != function.name;
                previous.clone_from(&function.name);
                if is_first && inherited.contains(function.name.as_str()) && !is_constructor(function) {
                    function.decorators.push(Decorator::Plain(Expr::typing("override")));
                }
            }
            Node::Attribute(_) | Node::Alias(_) => {}
        }
    }
}

fn is_constructor(function: &Function) -> bool {
    matches!(function.name.as_str(), "__new__" | "__init__")
}

fn inherited(mut pending: Vec<LocalName>, known: &BTreeMap<LocalName, Members>) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::new();
    while let Some(base) = pending.pop() {
        if let (Some(members), true) = (known.get(&base), seen.insert(base.clone())) {
            names.extend(members.names.iter().map(String::as_str));
            pending.extend(members.bases.iter().cloned());
        }
    }
    names
}
