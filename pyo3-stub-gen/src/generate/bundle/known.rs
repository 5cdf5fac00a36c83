//! The names of an extension that a tree of stubs is read beside.

use crate::generate::model::{Items, ModuleInfo};
use std::collections::{BTreeMap, BTreeSet};

/// The names that each module has, by its path.
pub(super) type KnownNames = BTreeMap<Vec<String>, BTreeSet<String>>;

/// Returns the names of classes and aliases, and of everything else, in `module` and its submodules.
pub(super) fn names(module: &ModuleInfo) -> KnownNames {
    let mut names = KnownNames::from([(Vec::new(), names_of(&module.items))]);
    module.for_each_submodule(&mut |path, submodule| {
        names.insert(path.to_vec(), names_of(&submodule.items));
    });
    names
}

fn names_of(items: &Items) -> BTreeSet<String> {
    let variables = items.variables.iter().map(|it| &it.name);
    let aliases = items.aliases.iter().map(|it| &it.name);
    let classes = items.classes.iter().map(|it| &it.name);
    let functions = items.functions.iter().map(|it| &it.name);
    variables.chain(aliases).chain(classes).chain(functions).cloned().collect()
}
