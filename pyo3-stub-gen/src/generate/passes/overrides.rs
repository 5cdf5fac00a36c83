//! `@override` on methods that a base class of this extension or of Python has too, because strict type checkers
//! require it.

use super::shape::{CallShape, is_untyped};
use crate::facts::TypeIgnore;
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
    /// The methods that are not overloaded.
    shapes: BTreeMap<String, CallShape>,
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
        let names = members.map(|node| (node.name().to_owned(), !is_impossible(node))).collect();
        let name = LocalName { path: path.to_vec(), name: name.to_vec() };
        let methods = class.functions().filter(|function| function.decorators.is_empty());
        let shapes = methods.map(|method| (method.name.clone(), CallShape::of(method))).collect();
        known.insert(name, KnownClass { names, shapes, bases: bases(class) });
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
    let bases = bases(class);
    let inherited = inherited(bases.clone(), known);
    let mut previous = String::new();
    for node in &mut class.body {
        let Node::Function(function) = node else { continue };
        // The first of several overloads has the decorator, and of a property the getter.
        let is_first = previous != function.name;
        previous.clone_from(&function.name);
        if !is_first || is_constructor(function) {
            continue;
        }
        let Some(can_be_used) = inherited.get(function.name.as_str()) else { continue };
        // An item without an annotation does not have `type_ignore` either.
        if is_untyped(function) && function.decorators.is_empty() && function.ignore == Ignore::default() {
            let base = shape_in(bases.clone(), &function.name, known);
            if base.is_some_and(|base| !CallShape::of(function).takes_all_of(base)) {
                function.ignore.user = Some(TypeIgnore::All);
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

/// Returns the shape of the method `name` that a class with the bases `pending` inherits.
fn shape_in(mut pending: Vec<Symbol>, name: &str, known: &KnownClasses) -> Option<CallShape> {
    let mut seen = BTreeSet::new();
    pending.reverse();
    while let Some(base) = pending.pop() {
        let Symbol::Local(local) = &base else { continue };
        let Some(class) = known.get(local).filter(|_| seen.insert(base.clone())) else { continue };
        if class.names.contains_key(name) {
            return class.shapes.get(name).copied();
        }
        pending.extend(class.bases.iter().rev().cloned());
    }
    None
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
