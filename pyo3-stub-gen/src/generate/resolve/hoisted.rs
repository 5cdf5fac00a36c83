//! Type aliases of submodules. They cannot be in the class that describes a submodule, so they are at the top of the
//! file.

use super::contents::View;
use super::protocols::ProtocolPlaces;
use crate::generate::model::{LocalName, visit};
use std::collections::HashSet;

/// Returns the type aliases of the submodules that a file describes.
pub(super) fn hoisted(view: &View<'_>) -> HashSet<LocalName> {
    let mut found = HashSet::new();
    visit::submodules(view.attributes.iter().copied(), &mut view.path.clone(), &mut |path, submodule| {
        let names = submodule.items.aliases.iter().map(|alias| vec![alias.name.clone()]);
        found.extend(names.map(|name| LocalName { path: path.to_vec(), name }));
    });
    found
}

/// Returns the name at the top of the file of the alias `name` of the submodule at `path`.
pub(super) fn hoisted_name(places: &ProtocolPlaces, path: &[String], name: &str) -> String {
    let class = places.get(path).map(|parts| parts.join("_")).unwrap_or_default();
    hoisted_alias(&class, name)
}

/// Returns the name at the top of the file of the alias `name` of the submodule that `class` describes.
pub fn hoisted_alias(class: &str, name: &str) -> String {
    let prefix = class.trim_end_matches("Protocol");
    let prefix = if prefix.starts_with('_') { prefix.to_owned() } else { format!("_{prefix}") };
    format!("{prefix}_{name}")
}
