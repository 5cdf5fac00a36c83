//! The public names of hand-written stubs that Python does not have.

use crate::facts::Position;
use crate::generate::model::{Class, Items, ModuleInfo, Node};
use crate::generate::problem::Problem;
use crate::generate::rules::ExtraRule;
use crate::text::dotted;
use std::collections::BTreeSet;

/// Returns a warning for each name of `extra` that `base` lacks.
pub(super) fn names(base: &ModuleInfo, extra: &ModuleInfo) -> Vec<Problem> {
    let mut problems = Vec::new();
    in_items(&base.name, Some(&base.items), &extra.items, &mut problems);
    extra.for_each_submodule(&mut |path, submodule| {
        let known = base.submodule(path).map(|submodule| &submodule.items);
        in_items(&dotted::join(&base.name, path), known, &submodule.items, &mut problems);
    });
    problems
}

fn in_items(module: &str, base: Option<&Items>, extra: &Items, problems: &mut Vec<Problem>) {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    if let Some(base) = base {
        known.extend(base.variables.iter().map(|it| it.name.as_str()));
        known.extend(base.aliases.iter().map(|it| it.name.as_str()));
        known.extend(base.classes.iter().map(|it| it.name.as_str()));
        known.extend(base.functions.iter().map(|it| it.name.as_str()));
    }
    let mut check = |name: &str, position: Option<&Position>| {
        if !known.contains(name) && !is_private(name) {
            problems.push(unknown(dotted::join(module, &[name]), position));
        }
    };
    extra.variables.iter().for_each(|it| check(&it.name, it.position.as_ref()));
    extra.aliases.iter().for_each(|it| check(&it.name, it.position.as_ref()));
    extra.functions.iter().for_each(|it| check(&it.name, it.position.as_ref()));
    let classes = extra.classes.iter().filter(|class| !class.is_for_type_checkers_alone());
    classes.for_each(|class| check(&class.name, class.position.as_ref()));
    for class in &extra.classes {
        let known = base.and_then(|base| base.classes.iter().find(|it| it.name == class.name));
        if let Some(known) = known {
            in_class(&dotted::join(module, &[&class.name]), known, class, problems);
        }
    }
}

fn in_class(path: &str, base: &Class, extra: &Class, problems: &mut Vec<Problem>) {
    let known: BTreeSet<&str> = base.body.iter().map(Node::name).collect();
    for node in &extra.body {
        let name = node.name();
        if !known.contains(name) && !is_private(name) {
            problems.push(unknown(dotted::join(path, &[name]), node.position()));
        }
    }
}

fn unknown(name: String, position: Option<&Position>) -> Problem {
    ExtraRule::Unknown { name }.problem(position.cloned())
}

/// Whether stubtest ignores a name. A special method may be inherited.
fn is_private(name: &str) -> bool {
    name.starts_with('_')
}
