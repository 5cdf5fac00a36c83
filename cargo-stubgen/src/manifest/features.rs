//! The features of a crate that turn a dependency on.

use super::dependency::NewDependency;
use super::entries::{Entry, below};
use super::source::quoted;
use crate::edit::Edit;
use toml_edit::{Array, Item, Value};

/// Returns the edits of the features: where the entry `optional` is turned on, `dependency` is too, and its gate is a
/// feature of the crate.
pub(super) fn feature_edits(
    text: &str,
    root: &Item,
    dependency: &NewDependency<'_>,
    optional: Option<&Entry>,
) -> Vec<Edit> {
    let features = root.get("features").and_then(Item::as_table_like);
    let mut edits = Vec::new();
    let mut lines = Vec::new();
    let name = dependency.name;
    if let Some(Entry { key, .. }) = optional {
        let arrays = features.into_iter().flat_map(|features| features.iter());
        let arrays: Vec<&Array> = arrays.filter_map(|(_, item)| item.as_array()).collect();
        let explicit = format!("dep:{key}");
        let is_explicit = arrays.iter().any(|array| array.iter().any(|it| it.as_str() == Some(&explicit)));
        if is_explicit {
            // `dep:` takes the feature of the dependency's own name away.
            let within = format!("{key}/");
            let turns_on =
                |value: &&Value| value.as_str().is_some_and(|it| it == explicit || it.starts_with(&within));
            for array in arrays {
                if let Some(span) = array.iter().find(turns_on).and_then(Value::span) {
                    edits.push(Edit::insert(span.end, format!(", {}", quoted(&format!("dep:{name}")))));
                }
            }
        } else {
            let both = [explicit, format!("dep:{name}")].map(|it| quoted(&it)).join(", ");
            lines.push(format!("{key} = [{both}]"));
        }
    }
    if let Some((gate, feature)) = dependency.gate {
        let exists = features.is_some_and(|features| features.contains_key(gate));
        if !exists {
            lines.push(format!("{gate} = [{}]", quoted(&format!("{name}/{feature}"))));
        }
    }
    if !lines.is_empty() {
        edits.push(added(text, root, lines));
    }
    edits
}

/// Returns the insertion of `lines` into the table of features, or of a table with them.
fn added(text: &str, root: &Item, lines: Vec<String>) -> Edit {
    let table = root.get("features").and_then(Item::as_table).filter(|table| !table.is_dotted());
    let values = || table.into_iter().flat_map(|table| table.iter());
    let last = values().filter_map(|(_, item)| item.span()).map(|span| span.end).max();
    match (last, table.and_then(toml_edit::Table::span)) {
        (Some(end), _) => below(text, end, &lines),
        (None, Some(header)) => below(text, header.start, &lines),
        (None, None) => {
            let mut all = vec![String::new(), "[features]".to_owned()];
            all.extend(lines);
            below(text, text.trim_end().len(), &all)
        }
    }
}
