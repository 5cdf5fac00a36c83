//! The names of the classes that describe submodules.
//!
//! The rule: `_{PascalCase(name)}Protocol`. If two submodules, or a submodule and an item of the module, would share
//! such a name, all of them are qualified with their parents. Names that still clash are numbered.

use super::contents::View;
use crate::generate::config::{Config, NestedForm};
use crate::generate::model::visit;
use crate::generate::python::is_identifier;
use crate::text::dotted;
use heck::ToUpperCamelCase;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Where the class of each submodule is found from the top of the file, by the submodule's path.
pub(super) type ProtocolPlaces = HashMap<Vec<String>, Vec<String>>;

/// Names the class of every submodule that `view` of `extension` describes.
pub(super) fn name(view: &View<'_>, extension: &str, config: &Config) -> ProtocolPlaces {
    let mut paths = Vec::new();
    let mut parent = view.path.clone();
    visit::submodules(view.attributes.iter().copied(), &mut parent, &mut |path, _| paths.push(path.to_vec()));
    let names = choose(view, extension, &paths, config);
    let mut qualified = ProtocolPlaces::new();
    // Parents come before their submodules.
    for path in &paths {
        let chosen = names.get(path).cloned().unwrap_or_default();
        let enclosing = path.split_last().and_then(|(name, parent)| Some((name, qualified.get(parent)?)));
        let place = match (config.submodule_style.nested_form(), enclosing) {
            (NestedForm::Inside, Some((name, place))) => {
                // An alias is not allowed in a protocol, so the nested class has the name of the submodule.
                let own = if is_identifier(name) { name.clone() } else { chosen };
                place.iter().cloned().chain([own]).collect()
            }
            (NestedForm::Inside, None) | (NestedForm::Beside, _) => vec![chosen],
        };
        qualified.insert(path.clone(), place);
    }
    qualified
}

/// Returns a name for each path.
fn choose(
    view: &View<'_>,
    extension: &str,
    paths: &[Vec<String>],
    config: &Config,
) -> HashMap<Vec<String>, String> {
    let own: BTreeSet<&str> = top_level_names(view).collect();
    let mut groups: BTreeMap<String, Vec<&Vec<String>>> = BTreeMap::new();
    for path in paths {
        groups.entry(protocol(&path[path.len() - 1..], config)).or_default().push(path);
    }
    let mut chosen = HashMap::new();
    let mut taken: BTreeSet<String> = own.iter().map(|&name| name.to_owned()).collect();
    let mut clashing = Vec::new();
    for (name, group) in groups {
        match group.as_slice() {
            [path] if !own.contains(name.as_str()) => {
                taken.insert(name.clone());
                chosen.insert((*path).clone(), name);
            }
            _ => clashing.extend(group),
        }
    }
    for path in clashing {
        let name = qualify(path, extension, &taken, config);
        taken.insert(name.clone());
        chosen.insert(path.clone(), name);
    }
    chosen
}

fn top_level_names<'t>(view: &View<'t>) -> impl Iterator<Item = &'t str> {
    let items = view.items;
    let variables = items.variables.iter().map(|item| item.name.as_str());
    let aliases = items.aliases.iter().map(|item| item.name.as_str());
    let classes = items.classes.iter().map(|item| item.name.as_str());
    let functions = items.functions.iter().map(|item| item.name.as_str());
    let submodules = view.attributes.iter().chain(&view.importable).map(|submodule| submodule.name.as_str());
    variables.chain(aliases).chain(classes).chain(functions).chain(submodules)
}

/// Returns the name with all parents in it. If that clashes too, it adds the extension's own name or a number.
fn qualify(path: &[String], extension: &str, taken: &BTreeSet<String>, config: &Config) -> String {
    let with_parents = protocol(path, config);
    if path.len() > 1 && !taken.contains(&with_parents) {
        return with_parents;
    }
    let last = dotted::last(extension).to_owned();
    let with_extension = protocol(&[&[last], path].concat(), config);
    if path.len() == 1 && !taken.contains(&with_extension) && !is_alone(path, taken, config) {
        return with_extension;
    }
    let numbered = (2..).map(|number| format!("{}{number}", protocol(path, config)));
    std::iter::once(with_parents).chain(numbered).find(|name| !taken.contains(name)).unwrap_or_default()
}

/// Whether the short name of a submodule of the extension itself is free.
fn is_alone(path: &[String], taken: &BTreeSet<String>, config: &Config) -> bool {
    !taken.contains(&protocol(path, config))
}

/// Returns `_{PascalCase}Protocol` of all `parts`.
fn protocol(parts: &[String], config: &Config) -> String {
    let words: String = parts
        .iter()
        .map(|part| match config.inflections.get(part) {
            Some(word) => word.clone(),
            None => part.to_upper_camel_case(),
        })
        .collect();
    format!("_{words}Protocol")
}
