//! Turns features of a dependency on.

use super::entries::below;
use super::source::quoted;
use super::tables::tables;
use crate::edit::{Edit, apply};
use toml_edit::{Array, Document, Item};

/// Returns the text of a `Cargo.toml` in which each entry of the dependency `name` has `features`. Nothing else changes.
///
/// # Errors
///
/// The reason, if the text is not TOML.
pub fn with_features(text: &str, name: &str, features: &[&str]) -> Result<String, String> {
    let document = Document::parse(text).map_err(|error| error.to_string())?;
    if features.is_empty() {
        return Ok(text.to_owned());
    }
    let mut edits = Vec::new();
    for table in tables(document.as_item()) {
        for (key, item) in table.as_table_like().into_iter().flat_map(|table| table.iter()) {
            let package = item.get("package").and_then(Item::as_str).unwrap_or(key);
            if package == name {
                edits.extend(turned_on(text, key, item, features));
            }
        }
    }
    Ok(apply(text, &edits))
}

/// Returns the edit of one entry.
fn turned_on(text: &str, key: &str, item: &Item, features: &[&str]) -> Option<Edit> {
    let listed = format!("features = [{}]", list(features));
    if let Some(array) = item.get("features").and_then(Item::as_array) {
        return added(array, features);
    }
    if item.is_str() {
        let span = item.span()?;
        let version = text.get(span.clone())?;
        return Some(Edit::replace(span, format!("{{ version = {version}, {listed} }}")));
    }
    if let Some(inline) = item.as_inline_table() {
        let last = inline.iter().filter_map(|(_, value)| value.span()).map(|span| span.end).max()?;
        return Some(Edit::insert(last, format!(", {listed}")));
    }
    let table = item.as_table()?;
    let last = table.iter().filter_map(|(_, value)| value.span()).map(|span| span.end).max()?;
    let line = if table.is_dotted() { format!("{key}.{listed}") } else { listed };
    Some(below(text, last, &[line]))
}

/// Returns the insertion of the features that `array` lacks.
pub(super) fn added(array: &Array, features: &[&str]) -> Option<Edit> {
    let has = |feature: &str| array.iter().any(|it| it.as_str() == Some(feature));
    let lacking: Vec<&str> = features.iter().copied().filter(|feature| !has(feature)).collect();
    let edit = match array.iter().last() {
        Some(last) => Edit::insert(last.span()?.end, format!(", {}", list(&lacking))),
        None => Edit::insert(array.span()?.start + 1, list(&lacking)),
    };
    (!lacking.is_empty()).then_some(edit)
}

/// Returns the elements of an array of features.
pub(super) fn list(features: &[&str]) -> String {
    features.iter().map(|it| quoted(it)).collect::<Vec<_>>().join(", ")
}
