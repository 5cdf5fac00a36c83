//! Classes that exist only for type checkers and that no name refers to.

use crate::generate::model::{Class, Items, ModuleInfo, Node, Symbol, visit};
use std::collections::BTreeSet;

/// Where a class is: the path of its module, and its name.
type ClassName = (Vec<String>, String);

/// Removes each class from `module` that is declared only for type checkers and that no other item refers to, because
/// it exists only for annotations.
pub(super) fn leave_out(module: &mut ModuleInfo) {
    loop {
        let declared = declared(module);
        if declared.is_empty() {
            return;
        }
        let used = used(module);
        let unused: BTreeSet<ClassName> = declared.difference(&used).cloned().collect();
        if unused.is_empty() {
            return;
        }
        let keep = |path: &[String], class: &Class| !unused.contains(&(path.to_vec(), class.name.clone()));
        module.items.classes.retain(|class| keep(&[], class));
        module.for_each_submodule_mut(&mut |path, submodule| {
            submodule.items.classes.retain(|class| keep(path, class));
        });
    }
}

fn declared(module: &ModuleInfo) -> BTreeSet<ClassName> {
    let mut found = BTreeSet::new();
    for_each_module(module, &mut |path, items| {
        let hidden = items.classes.iter().filter(|class| class.is_for_type_checkers_alone());
        found.extend(hidden.map(|class| (path.to_vec(), class.name.clone())));
    });
    found
}

/// Returns the classes that other items refer to.
fn used(module: &ModuleInfo) -> BTreeSet<ClassName> {
    let mut found = BTreeSet::new();
    for_each_module(module, &mut |path, items| {
        for node in nodes(items) {
            let own = match &node {
                Node::Class(class) => Some((path.to_vec(), class.name.clone())),
                Node::Attribute(_) | Node::Alias(_) | Node::Function(_) => None,
            };
            visit::symbols(std::slice::from_ref(&node), &mut |symbol| {
                if let Symbol::Local(name) = symbol
                    && let Some(first) = name.name.first()
                {
                    let named = (name.path.clone(), first.clone());
                    if own.as_ref() != Some(&named) {
                        found.insert(named);
                    }
                }
            });
        }
    });
    found
}

fn for_each_module(module: &ModuleInfo, visit: &mut dyn FnMut(&[String], &Items)) {
    visit(&[], &module.items);
    module.for_each_submodule(&mut |path, submodule| visit(path, &submodule.items));
}

fn nodes(items: &Items) -> Vec<Node> {
    let variables = items.variables.iter().cloned().map(Node::Attribute);
    let aliases = items.aliases.iter().cloned().map(Node::Alias);
    let classes = items.classes.iter().cloned().map(Node::Class);
    let functions = items.functions.iter().cloned().map(Node::Function);
    variables.chain(aliases).chain(classes).chain(functions).collect()
}
