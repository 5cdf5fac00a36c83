//! `@override` on methods that a base class has too, be it of this extension or of Python: strict checkers want
//! it.

use super::tree::Tree;
use crate::generate::model::{Class, Decorator, Expr, Function, LocalName, Node, Symbol};
use crate::generate::python::of_builtin;
use std::collections::{BTreeMap, BTreeSet};

/// What one class has, and which classes it inherits from.
#[derive(Debug, Default)]
struct Members {
    names: BTreeSet<String>,
    bases: Vec<Symbol>,
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
    let mut members = Members { names: BTreeSet::new(), bases: bases(class) };
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

fn bases(class: &Class) -> Vec<Symbol> {
    let symbol = |base: &Expr| match base {
        Expr::Name(symbol) => Some(symbol.clone()),
        _ => None,
    };
    class
        .bases
        .iter()
        .filter_map(|base| match base {
            Expr::Subscript(base, _) => symbol(base),
            _ => symbol(base),
        })
        .collect()
}

fn mark_class(class: &mut Class, known: &BTreeMap<LocalName, Members>) {
    let inherited = inherited(bases(class), known);
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

fn inherited(mut pending: Vec<Symbol>, known: &BTreeMap<LocalName, Members>) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::new();
    while let Some(base) = pending.pop() {
        if !seen.insert(base.clone()) {
            continue;
        }
        match base {
            Symbol::Local(name) => {
                if let Some(members) = known.get(&name) {
                    names.extend(members.names.iter().map(String::as_str));
                    pending.extend(members.bases.iter().cloned());
                }
            }
            Symbol::External(name) if name.module == "builtins" => {
                // Without a type of its own, `names` would have to live as long as these.
                names.extend(of_builtin(&name.name).map(|member: &str| member));
            }
            Symbol::External(_) | Symbol::TypeParameter(_) | Symbol::Protocol(_) => {}
        }
    }
    names
}
