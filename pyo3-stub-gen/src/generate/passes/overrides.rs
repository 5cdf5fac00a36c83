//! `@override` on methods that a base class of this extension or of Python has too, because strict type checkers
//! require it.

use crate::generate::model::visit;
use crate::generate::model::{Class, Decorator, Expr, Function, Items, LocalName, ModuleInfo, Node, Symbol};
use crate::generate::python::of_builtin;
use std::collections::{BTreeMap, BTreeSet};

/// The members and bases of a class.
#[derive(Debug, Default)]
struct KnownClass {
    names: BTreeSet<String>,
    bases: Vec<Symbol>,
}

/// The classes of the extension.
type KnownClasses = BTreeMap<LocalName, KnownClass>;

/// Marks every method of `module` that overrides one of a base class.
pub(super) fn mark(module: &mut ModuleInfo) {
    let mut known = KnownClasses::new();
    index(&[], &module.items, &mut known);
    module.for_each_submodule(&mut |path, submodule| index(path, &submodule.items, &mut known));
    if known.values().all(|class| class.bases.is_empty()) {
        return;
    }
    mark_items(&mut module.items, &known);
    module.for_each_submodule_mut(&mut |_, submodule| mark_items(&mut submodule.items, &known));
}

fn index(path: &[String], items: &Items, known: &mut KnownClasses) {
    visit::classes(&mut items.classes.iter(), &mut Vec::new(), &mut |name, class| {
        let members = class.body.iter().filter(|node| !matches!(node, Node::Class(_)));
        let names = members.map(|node| node.name().to_owned()).collect();
        let name = LocalName { path: path.to_vec(), name: name.to_vec() };
        known.insert(name, KnownClass { names, bases: bases(class) });
    });
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

fn mark_items(items: &mut Items, known: &KnownClasses) {
    for class in &mut items.classes {
        visit::classes_mut(class, &mut |class| mark_class(class, known));
    }
}

fn mark_class(class: &mut Class, known: &KnownClasses) {
    let inherited = inherited(bases(class), known);
    let mut previous = String::new();
    for node in &mut class.body {
        let Node::Function(function) = node else { continue };
        // The first of several overloads has the decorator, and of a property the getter.
        let is_first = previous != function.name;
        previous.clone_from(&function.name);
        if is_first && inherited.contains(function.name.as_str()) && !is_constructor(function) {
            function.decorators.push(Decorator::Plain(Expr::typing("override")));
        }
    }
}

fn is_constructor(function: &Function) -> bool {
    matches!(function.name.as_str(), "__new__" | "__init__")
}

fn inherited(mut pending: Vec<Symbol>, known: &KnownClasses) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::new();
    while let Some(base) = pending.pop() {
        if !seen.insert(base.clone()) {
            continue;
        }
        match base {
            Symbol::Local(name) => {
                if let Some(class) = known.get(&name) {
                    names.extend(class.names.iter().map(String::as_str));
                    pending.extend(class.bases.iter().cloned());
                }
            }
            Symbol::External(name) if name.module == "builtins" => {
                // Without a type of its own, `names` would have to live as long as these.
                names.extend(of_builtin(&name.name).map(|member: &str| member));
            }
            Symbol::External(_) | Symbol::TypeParameter(_) | Symbol::Protocol(_) | Symbol::Helper(_) => {}
        }
    }
    names
}
