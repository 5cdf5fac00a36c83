//! The entry of a dependency, and the one that is written beside it.

use super::dependency::NewDependency;
use super::source::quoted;
use crate::edit::{Edit, Lines};
use std::ops::Range;
use toml_edit::Item;

/// The entry of a dependency.
#[derive(Debug)]
pub(super) struct Entry {
    /// The key.
    pub key: String,
    /// Whether the dependency is optional.
    pub is_optional: bool,
    /// The form of the entry.
    form: EntryForm,
}

/// How an entry is written.
#[derive(Debug)]
enum EntryForm {
    /// Lines in a table of dependencies. The value of the last one ends here.
    Lines(usize),
    /// A table of its own: its header is this text without the key, and its last value ends here.
    Table { header: String, end: usize },
}

/// Returns the entry of the package `name` in a table of dependencies.
pub(super) fn entry(text: &str, table: &Item, name: &str) -> Option<Entry> {
    let dependencies = table.as_table_like()?;
    let (key, item) = dependencies.iter().find(|(key, item)| {
        let package = item.get("package").and_then(Item::as_str);
        package.map_or(*key == name, |package| package == name)
    })?;
    let is_optional = item.get("optional").and_then(Item::as_bool) == Some(true);
    let own_table = item.as_table().filter(|table| !table.is_dotted() && !table.is_implicit());
    let form = match own_table.and_then(toml_edit::Table::span) {
        Some(header) => {
            let written = text.get(header.clone())?.lines().next()?;
            let header = format!("{}.", written.trim_start_matches('[').rsplit_once('.')?.0);
            EntryForm::Table { header, end: end(item)? }
        }
        None => EntryForm::Lines(end(item)?),
    };
    Some(Entry { key: key.to_owned(), is_optional, form })
}

/// Returns where the last value of `item` ends.
fn end(item: &Item) -> Option<usize> {
    let own = match item.as_table() {
        // The span of a table is its header.
        Some(table) if table.is_dotted() => None,
        _ => item.span().map(|span: Range<usize>| span.end),
    };
    let inside = item.as_table().into_iter().flat_map(|table| table.iter().map(|(_, item)| end(item)));
    inside.flatten().chain(own).max()
}

impl Entry {
    /// Returns the insertion of `dependency` behind this entry.
    pub fn with(&self, text: &str, dependency: &NewDependency<'_>) -> Edit {
        let mut pairs = dependency.source.pairs();
        if self.is_optional {
            pairs.push(("optional", "true".to_owned()));
        }
        if dependency.gate.is_some() {
            pairs.push(("default-features", "false".to_owned()));
        }
        if !dependency.features.is_empty() {
            let features: Vec<String> = dependency.features.iter().map(|it| quoted(it)).collect();
            pairs.push(("features", format!("[{}]", features.join(", "))));
        }
        let name = dependency.name;
        match &self.form {
            EntryForm::Lines(end) => {
                let value = match pairs.as_slice() {
                    [("version", version)] => version.clone(),
                    _ => {
                        let pairs: Vec<String> =
                            pairs.iter().map(|(key, value)| format!("{key} = {value}")).collect();
                        format!("{{ {} }}", pairs.join(", "))
                    }
                };
                below(text, *end, &[format!("{name} = {value}")])
            }
            EntryForm::Table { header, end } => {
                let mut lines = vec![String::new(), format!("[{header}{name}]")];
                lines.extend(pairs.iter().map(|(key, value)| format!("{key} = {value}")));
                below(text, *end, &lines)
            }
        }
    }
}

/// Returns the insertion of `lines` below the line with the byte `at`.
pub(super) fn below(text: &str, at: usize, lines: &[String]) -> Edit {
    let line_break = Lines::of(text).line_break(at);
    let rest = text.get(at..).unwrap_or_default();
    match rest.find('\n') {
        Some(end) => {
            let lines: String = lines.iter().map(|line| format!("{line}{line_break}")).collect();
            Edit::insert(at + end + 1, lines)
        }
        None => {
            let lines: String = lines.iter().map(|line| format!("{line_break}{line}")).collect();
            Edit::insert(text.len(), lines)
        }
    }
}
