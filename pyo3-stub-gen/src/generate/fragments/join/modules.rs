//! The exports of inline modules.
//!
//! The macro of an inline module sees its exports, but that of a function-style module does not.

use super::super::data::{Fragments, ModuleFragment};
use crate::generate::survey::{Reference, Survey};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Objects that the fragment of a module names and that Python has there, with the same kind and name.
#[derive(Debug, Default)]
pub(super) struct Exported<'f> {
    /// The ids of modules, by the path of their surveyed module.
    pub(super) modules: BTreeMap<Vec<String>, &'f str>,
    /// The fragment of a surveyed class, by the indices of both.
    pub(super) classes: BTreeMap<usize, usize>,
    /// The fragment of a surveyed function, by the indices of both.
    pub(super) functions: BTreeMap<usize, usize>,
}

/// Follows the fragments of modules from the one that is the extension itself.
pub(super) fn exported<'f>(fragments: &'f Fragments, survey: &Survey, extension: &str) -> Exported<'f> {
    let modules: HashMap<&str, &ModuleFragment> =
        fragments.modules.iter().map(|module| (module.id.as_str(), module)).collect();
    let classes = fragments.classes.iter().enumerate();
    let classes: HashMap<&str, usize> = classes.map(|(index, class)| (class.id.as_str(), index)).collect();
    let functions = fragments.functions.iter().enumerate();
    let functions: HashMap<&str, usize> =
        functions.filter_map(|(index, function)| Some((function.id.as_deref()?, index))).collect();
    let inner: HashSet<&str> =
        fragments.modules.iter().flat_map(|module| &module.members).map(String::as_str).collect();
    let own = extension.rsplit('.').next().unwrap_or_default();
    let mut roots =
        fragments.modules.iter().filter(|module| module.name == own && !inner.contains(module.id.as_str()));
    let mut found = Exported::default();
    // Another crate may have a module of this name, too.
    let (Some(root), None) = (roots.next(), roots.next()) else { return found };
    let surveyed: HashMap<&[String], _> =
        survey.modules.iter().map(|module| (module.path.as_slice(), module)).collect();
    let mut open = vec![(Vec::new(), root)];
    let mut seen = HashSet::new();
    while let Some((path, module)) = open.pop() {
        let Some(place) = surveyed.get(path.as_slice()).filter(|_| seen.insert(&module.id)) else { continue };
        for id in &module.members {
            if let Some(index) = classes.get(id.as_str())
                && let Some(class) = fragments.classes.get(*index)
                && let Some(Reference::Class(surveyed)) = place.names.get(&class.name)
            {
                found.classes.insert(*surveyed, *index);
            }
            if let Some(index) = functions.get(id.as_str())
                && let Some(function) = fragments.functions.get(*index)
                && let Some(Reference::Function(surveyed)) = place.names.get(&function.name)
            {
                found.functions.insert(*surveyed, *index);
            }
            if let Some(inner) = modules.get(id.as_str())
                && let Some(Reference::Module(_)) = place.names.get(&inner.name)
            {
                let mut path = path.clone();
                path.push(inner.name.clone());
                open.push((path, *inner));
            }
        }
        found.modules.insert(path, &module.id);
    }
    found
}
