//! Takes targets of a package out of its `Cargo.toml`.

use crate::edit::{Edit, apply};
use std::ops::Range;
use toml_edit::{Array, Document, Item, Table, Value};

/// Returns the text of a `Cargo.toml` without the `[[bin]]` table of this name, if it has one.
///
/// # Errors
///
/// The reason, if the text is not TOML.
pub fn without_binary(text: &str, name: &str) -> Result<String, String> {
    let document = Document::parse(text).map_err(|error| error.to_string())?;
    let tables = document.get("bin").and_then(Item::as_array_of_tables);
    let is_named = |table: &&Table| table.get("name").and_then(Item::as_str) == Some(name);
    let found = tables.into_iter().flatten().find(is_named).and_then(|table| lines(text, table));
    let edits: Vec<Edit> = found.into_iter().map(Edit::remove).collect();
    Ok(apply(text, &edits))
}

/// Returns the text of a `Cargo.toml` whose library is not of the kinds `removed` any more, if another kind is left.
///
/// # Errors
///
/// The reason, if the text is not TOML.
pub fn without_crate_types(text: &str, removed: &[&str]) -> Result<String, String> {
    let document = Document::parse(text).map_err(|error| error.to_string())?;
    let library = document.get("lib");
    let kinds = library.and_then(|it| it.get("crate-type").or_else(|| it.get("crate_type")));
    let Some(kinds) = kinds.and_then(Item::as_array) else { return Ok(text.to_owned()) };
    let is_kept = |value: &Value| value.as_str().is_none_or(|kind| !removed.contains(&kind));
    if !kinds.iter().any(is_kept) {
        return Ok(text.to_owned());
    }
    let edits: Vec<Edit> = (0..kinds.len())
        .filter(|at| kinds.get(*at).is_some_and(|value| !is_kept(value)))
        .filter_map(|at| element(kinds, at).map(Edit::remove))
        .collect();
    Ok(apply(text, &edits))
}

/// Returns the element at `index` with one of the commas beside it.
fn element(array: &Array, index: usize) -> Option<Range<usize>> {
    let span = |index: usize| array.get(index).and_then(Value::span);
    let own = span(index)?;
    match (index.checked_sub(1).and_then(span), span(index + 1)) {
        (Some(previous), _) => Some(previous.end..own.end),
        (None, Some(next)) => Some(own.start..next.start),
        (None, None) => Some(own),
    }
}

/// Returns the lines of a table, with the blank lines behind them.
fn lines(text: &str, table: &Table) -> Option<Range<usize>> {
    let header = table.span()?;
    let ends = table.iter().filter_map(|(_, item)| item.span()).map(|span| span.end);
    let last = ends.max().unwrap_or(header.end).max(header.end);
    let start = text.get(..header.start)?.rfind('\n').map_or(0, |at| at + 1);
    let mut end = last + text.get(last..)?.find('\n').map_or(text.len() - last, |at| at + 1);
    while let Some(line) = text.get(end..)?.split_inclusive('\n').next().filter(|line| line.trim().is_empty())
    {
        end += line.len();
    }
    Some(start..end)
}
