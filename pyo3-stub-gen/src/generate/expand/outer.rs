//! Private names for names that a submodule hides.

use super::top_level::{Meaning, TopLevel};
use crate::text::dotted;
use std::collections::BTreeSet;
use std::ops::Bound;

/// The prefix of private names.
const PREFIX: &str = "_outer_";

/// A private name for the first parts of a dotted name, and the import that binds it.
pub(super) struct Outer {
    /// How many parts of the dotted name it replaces.
    pub parts: usize,
    /// The private name.
    pub name: String,
    /// The import statement.
    pub import: String,
}

/// Returns a private name for the first parts of the dotted name `parts` at the top level of the stub.
pub(super) fn outer(parts: &[&str], top_level: &TopLevel<'_>) -> Option<Outer> {
    let first = *parts.first()?;
    let name = format!("{PREFIX}{first}");
    let import = match top_level.meaning(first) {
        Some(Meaning::Description(module) | Meaning::Module(module)) => format!("import {module} as {name}"),
        Some(Meaning::Definition) => format!("from {} import {first} as {name}", top_level.module_name()),
        Some(Meaning::Member { module, name: member }) => format!("from {module} import {member} as {name}"),
        Some(Meaning::Loaded(modules)) => return loaded(parts, modules),
        None => format!("from builtins import {first} as {name}"),
    };
    Some(Outer { parts: 1, name, import })
}

/// Returns a private name for `types.ModuleType`, the type of a variable that holds a module, and its import.
pub(super) fn module_type() -> (String, String) {
    let name = format!("{PREFIX}ModuleType");
    let import = format!("from types import ModuleType as {name}");
    (name, import)
}

/// Returns a private name for the longest of `modules` that the dotted name begins with. `import a.b` allows `a.b.c`.
fn loaded(parts: &[&str], modules: &BTreeSet<String>) -> Option<Outer> {
    let lengths = (1..=parts.len()).rev();
    let mut prefixes = lengths.map(|length| (length, parts[..length].join(".")));
    // The submodules of a module come directly after it, because a dot comes before any character of a name.
    let is_loaded = |prefix: &str| {
        let mut next = modules.range::<str, _>((Bound::Included(prefix), Bound::Unbounded));
        next.next().is_some_and(|module| dotted::is_at_or_below(module, prefix))
    };
    let (length, module) = prefixes.find(|(_, prefix)| is_loaded(prefix))?;
    let name = format!("{PREFIX}{}", module.replace('.', "_"));
    Some(Outer { parts: length, import: format!("import {module} as {name}"), name })
}
