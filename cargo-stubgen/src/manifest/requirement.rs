//! Moves the requirement of a dependency to another version or source.

use super::source::DependencySource;
use super::turned_on::{added, list};
use crate::edit::{Edit, apply};
use cargo_metadata::semver::{Version, VersionReq};
use toml_edit::{Document, Item};

/// Returns the text of a `Cargo.toml` in which every requirement of a version of `name` that does not allow `version` is
/// replaced by `source`, and the entries have `features`. Nothing else changes.
///
/// # Errors
///
/// The reason, if the text is not TOML.
pub fn with_requirement(
    text: &str,
    name: &str,
    version: &Version,
    source: &DependencySource,
    features: &[&str],
) -> Result<String, String> {
    let document = Document::parse(text).map_err(|error| error.to_string())?;
    let mut edits = Vec::new();
    for table in every_table(document.as_item()) {
        let entries = table.as_table_like().into_iter().flat_map(|table| table.iter());
        for (key, item) in entries {
            let package = item.get("package").and_then(Item::as_str).unwrap_or(key);
            if package == name {
                edits.extend(moved(item, version, source, features));
            }
        }
    }
    Ok(apply(text, &edits))
}

/// Returns every table of dependencies, that of the workspace and those of programs for tests included.
fn every_table(root: &Item) -> Vec<&Item> {
    let targets = root.get("target").and_then(Item::as_table_like);
    let of_targets = targets.into_iter().flat_map(|targets| targets.iter().map(|(_, target)| target));
    let all = std::iter::once(root).chain(root.get("workspace")).chain(of_targets);
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    all.flat_map(|item| kinds.iter().filter_map(|kind| item.get(kind))).collect()
}

/// Returns the edits of one entry.
fn moved(item: &Item, version: &Version, source: &DependencySource, features: &[&str]) -> Vec<Edit> {
    let allows = |requirement: &str| VersionReq::parse(requirement).is_ok_and(|it| it.matches(version));
    let pairs = source.pairs();
    let all = || pairs.iter().map(|(key, value)| format!("{key} = {value}")).collect::<Vec<_>>();
    if let Some(requirement) = item.as_str() {
        let Some(span) = item.span().filter(|_| !allows(requirement)) else { return Vec::new() };
        let text = match (pairs.as_slice(), features) {
            ([("version", value)], []) => value.clone(),
            _ => {
                let listed = (!features.is_empty()).then(|| format!("features = [{}]", list(features)));
                format!("{{ {} }}", all().into_iter().chain(listed).collect::<Vec<_>>().join(", "))
            }
        };
        return vec![Edit::replace(span, text)];
    }
    let Some(table) = item.as_table_like() else { return Vec::new() };
    // A copy of the library is its author's.
    if ["path", "git", "registry"].iter().any(|key| table.contains_key(key)) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    if let Some((key, value)) = table.get_key_value("version")
        && value.as_str().is_some_and(|requirement| !allows(requirement))
        && let Some(span) = value.span()
    {
        match (pairs.as_slice(), key.span()) {
            ([("version", text)], _) => edits.push(Edit::replace(span, text.clone())),
            (_, Some(start)) if !is_in_lines(item) => {
                edits.push(Edit::replace(start.start..span.end, all().join(", ")));
            }
            // A key on a line of its own: `version`, or `name.version`.
            ([(first, text)], Some(start)) => {
                edits.push(Edit::replace(start, (*first).to_owned()));
                edits.push(Edit::replace(span, text.clone()));
            }
            (_, _) => return Vec::new(),
        }
    }
    // An entry that is not moved has the features that its author chose.
    let is_moved = !edits.is_empty() || item.get("workspace").is_some();
    if let Some(array) = item.get("features").and_then(Item::as_array).filter(|_| is_moved) {
        edits.extend(added(array, features));
    } else if let (Some(last), false, true) = (last_value(item), features.is_empty(), is_moved)
        && !is_in_lines(item)
    {
        edits.push(Edit::insert(last, format!(", features = [{}]", list(features))));
    }
    edits
}

/// Whether the keys of an entry are on lines of their own.
fn is_in_lines(item: &Item) -> bool {
    item.is_table()
}

/// Returns where the last value of an inline table ends.
fn last_value(item: &Item) -> Option<usize> {
    let values = item.as_inline_table()?.iter().filter_map(|(_, value)| value.span());
    values.map(|span| span.end).max()
}
