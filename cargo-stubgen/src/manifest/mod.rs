//! Adds a dependency to a `Cargo.toml`, turns its features on, or moves it to another version, takes targets out, and leaves everything else in it as it is, to the byte.
//!
//! It must not know what the dependency is for.

mod dependency;
mod entries;
mod features;
mod requirement;
mod source;
mod tables;
mod targets;
#[cfg(test)]
mod tests;
mod turned_on;

pub use dependency::NewDependency;
pub use requirement::with_requirement;
pub use source::DependencySource;
pub use targets::{without_binary, without_crate_types};
pub use turned_on::with_features;

use crate::edit::{Edit, apply};
use entries::{Entry, entry};
use features::feature_edits;
use tables::tables;
use toml_edit::{Document, Item};

/// Returns the text of a `Cargo.toml` with the dependency.
///
/// # Errors
///
/// The reason, if the text is not TOML or has no dependency beside which the new one can stand.
pub fn with_dependency(text: &str, dependency: &NewDependency<'_>) -> Result<String, String> {
    let document = Document::parse(text).map_err(|error| error.to_string())?;
    let root: &Item = document.as_item();
    let entries = tables(root).into_iter().filter_map(|table| entry(text, table, dependency.beside));
    let entries: Vec<Entry> = entries.collect();
    if entries.is_empty() {
        return Err(format!("it has no dependency on `{}`", dependency.beside));
    }
    let mut edits: Vec<Edit> = entries.iter().map(|entry| entry.with(text, dependency)).collect();
    let optional = entries.iter().find(|entry| entry.is_optional);
    edits.extend(feature_edits(text, root, dependency, optional));
    Ok(apply(text, &edits))
}

/// Whether the text of a `Cargo.toml` has the dependency `name` already.
pub fn has_dependency(text: &str, name: &str) -> bool {
    let Ok(document) = Document::parse(text) else { return false };
    tables(document.as_item()).into_iter().any(|table| entry(text, table, name).is_some())
}
