//! `@override` on methods that a base class of this extension or of Python has too, because strict type checkers
//! require it.

use super::objection::{Objection, Overriding, PropertyObjection};
use crate::generate::model::visit;
use crate::generate::model::{
    Class, Decorator, Expr, Function, Ignore, Items, LocalName, ModuleInfo, Node, Symbol,
};
use crate::generate::python::of_builtin;
use std::collections::{BTreeMap, BTreeSet};

/// The members and bases of a class.
#[derive(Debug, Default)]
struct KnownClass {
    /// The names, and whether each can be used.
    names: BTreeMap<String, bool>,
    /// The methods and properties, if other classes inherit from it.
    functions: BTreeMap<String, Vec<Function>>,
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
    let inherited: BTreeSet<LocalName> =
        known.values().flat_map(|class| &class.bases).filter_map(local).collect();
    index_functions(&[], &module.items, &inherited, &mut known);
    module.for_each_submodule(&mut |path, submodule| {
        index_functions(path, &submodule.items, &inherited, &mut known);
    });
    mark_items(&mut module.items, &known);
    module.for_each_submodule_mut(&mut |_, submodule| mark_items(&mut submodule.items, &known));
}

fn index(path: &[String], items: &Items, known: &mut KnownClasses) {
    visit::classes(&mut items.classes.iter(), &mut Vec::new(), &mut |name, class| {
        let members = class.body.iter().filter(|node| !matches!(node, Node::Class(_)));
        let names = members.map(|node| (node.name().to_owned(), !is_impossible(node))).collect();
        let name = LocalName { path: path.to_vec(), name: name.to_vec() };
        known.insert(name, KnownClass { names, functions: BTreeMap::new(), bases: bases(class) });
    });
}

/// Adds the functions of the classes that others inherit from.
fn index_functions(
    path: &[String],
    items: &Items,
    inherited: &BTreeSet<LocalName>,
    known: &mut KnownClasses,
) {
    visit::classes(&mut items.classes.iter(), &mut Vec::new(), &mut |name, class| {
        let name = LocalName { path: path.to_vec(), name: name.to_vec() };
        let Some(known) = known.get_mut(&name).filter(|_| inherited.contains(&name)) else { return };
        for function in class.functions() {
            let function = Function { doc: String::new(), ..function.clone() };
            known.functions.entry(function.name.clone()).or_default().push(function);
        }
    });
}

fn local(symbol: &Symbol) -> Option<LocalName> {
    match symbol {
        Symbol::Local(name) => Some(name.clone()),
        Symbol::External(_)
        | Symbol::TypeParameter(_)
        | Symbol::Protocol(_)
        | Symbol::Helper(_)
        | Symbol::Shape(_) => None,
    }
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
    let bases = bases(class);
    let inherited = inherited(bases.clone(), known);
    let own = by_name(class);
    let is_below = |class: &LocalName, base: &LocalName| is_below(class, base, known);
    let mut previous = String::new();
    let mut property = None;
    for node in &mut class.body {
        let Node::Function(function) = node else { continue };
        // The first of several overloads has the decorator, and of a property the getter.
        let is_first = previous != function.name;
        previous.clone_from(&function.name);
        if is_first {
            property = None;
        } else if let Some(property) = property.filter(|_| function.ignore == Ignore::default()) {
            PropertyObjection::silence(property, function);
        }
        if !is_first || is_constructor(function) {
            continue;
        }
        let Some(can_be_used) = inherited.get(function.name.as_str()) else { continue };
        // `type_ignore` states what the user wants instead.
        if function.ignore == Ignore::default() {
            let base = functions_in(bases.clone(), &function.name, known);
            let own = own.get(&function.name).map(Vec::as_slice).unwrap_or_default();
            let overriding = Overriding { is_below: &is_below };
            let objection = overriding.objection(own, base);
            property = overriding.of_parts(own, base);
            // What only some type checkers reject can have a `type_ignore` if it is annotated.
            if let Some(property) = property {
                property.silence(function);
            } else if function.is_unannotated() || objection.is_of_calls() || objection == Objection::Property
            {
                objection.silence(&mut function.ignore);
            }
        }
        function.decorators.push(Decorator::Plain(Expr::typing("override")));
        if *can_be_used && function.is_impossible() {
            function.ignore.mypy.push("override");
            function.ignore.pyright.push("reportIncompatibleMethodOverride");
            function.ignore.ty.push("incompatible-method-override");
        }
    }
}

fn is_impossible(node: &Node) -> bool {
    matches!(node, Node::Function(function) if function.is_impossible())
}

fn is_constructor(function: &Function) -> bool {
    matches!(function.name.as_str(), "__new__" | "__init__")
}

/// The functions of a class, if it inherits from others.
fn by_name(class: &Class) -> BTreeMap<String, Vec<Function>> {
    let mut found: BTreeMap<String, Vec<Function>> = BTreeMap::new();
    if class.bases.is_empty() {
        return found;
    }
    for function in class.functions() {
        let function = Function { doc: String::new(), ..function.clone() };
        found.entry(function.name.clone()).or_default().push(function);
    }
    found
}

/// Returns the functions with the name `name` that a class with the bases `pending` inherits.
fn functions_in<'k>(mut pending: Vec<Symbol>, name: &str, known: &'k KnownClasses) -> &'k [Function] {
    let mut seen = BTreeSet::new();
    pending.reverse();
    while let Some(base) = pending.pop() {
        let Symbol::Local(local) = &base else { continue };
        let Some(class) = known.get(local).filter(|_| seen.insert(base.clone())) else { continue };
        if class.names.contains_key(name) {
            return class.functions.get(name).map(Vec::as_slice).unwrap_or_default();
        }
        pending.extend(class.bases.iter().rev().cloned());
    }
    &[]
}

/// Whether `class` inherits from `base`.
fn is_below(class: &LocalName, base: &LocalName, known: &KnownClasses) -> bool {
    let mut pending = vec![class.clone()];
    let mut seen = BTreeSet::new();
    while let Some(class) = pending.pop() {
        if class == *base {
            return true;
        }
        if let Some(found) = known.get(&class).filter(|_| seen.insert(class.clone())) {
            pending.extend(found.bases.iter().filter_map(local));
        }
    }
    false
}

/// Returns the names of the members of base classes, and whether any of them can be used.
fn inherited(mut pending: Vec<Symbol>, known: &KnownClasses) -> BTreeMap<&str, bool> {
    let mut names: BTreeMap<&str, bool> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    while let Some(base) = pending.pop() {
        if !seen.insert(base.clone()) {
            continue;
        }
        match base {
            Symbol::Local(name) => {
                if let Some(class) = known.get(&name) {
                    for (name, can_be_used) in &class.names {
                        *names.entry(name).or_default() |= can_be_used;
                    }
                    pending.extend(class.bases.iter().cloned());
                }
            }
            Symbol::External(name) if name.module == "builtins" => {
                // Without a type of its own, `names` would have to live as long as these.
                names.extend(of_builtin(&name.name).map(|member: &str| (member, true)));
            }
            Symbol::External(_)
            | Symbol::TypeParameter(_)
            | Symbol::Protocol(_)
            | Symbol::Helper(_)
            | Symbol::Shape(_) => {}
        }
    }
    names
}
