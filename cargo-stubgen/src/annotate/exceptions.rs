//! `create_exception!`: this library's macro of the same name registers the exception, and takes the same arguments.

use super::names::Pyo3Names;
use super::options::AnnotateOptions;
use crate::edit::{Edit, Lines};
use crate::rust::{Import, RustItem, RustItemKind, imports, without_import};

/// The macro.
const MACRO: &str = "create_exception";

/// Returns the edits that let `item`, a call of PyO3's macro or its import, name this library's macro. A crate that does not
/// have the library in every build cannot use it.
pub(super) fn edits(
    item: &RustItem<'_>,
    names: &Pyo3Names<'_>,
    options: &AnnotateOptions<'_>,
    text: &str,
) -> Vec<Edit> {
    if options.condition.is_some() {
        return Vec::new();
    }
    match item.kind {
        RustItemKind::MacroCall if names.is_macro(&item.path, MACRO) => {
            let path = format!("{}::{MACRO}", options.library);
            vec![Edit::replace(item.path_range.clone(), path)]
        }
        RustItemKind::Use => {
            let all = imports(item.nodes);
            let index = all.iter().position(|import| names.is_macro(&import.path, MACRO));
            index.map(|index| imported(item, &all, index, options, text)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Returns the edits of the declaration `item` that imports the macro.
fn imported(
    item: &RustItem<'_>,
    all: &[Import<'_>],
    index: usize,
    options: &AnnotateOptions<'_>,
    text: &str,
) -> Vec<Edit> {
    let Some(import) = all.get(index) else { return Vec::new() };
    let renamed = if import.name == MACRO { String::new() } else { format!(" as {}", import.name) };
    let path = format!("{}::{MACRO}{renamed}", options.library);
    if import.is_alone {
        return vec![Edit::replace(import.range.clone(), path)];
    }
    let Some(removed) = without_import(all, index, text) else { return Vec::new() };
    let start = item.attributes.first().map_or(item.range.start, |attribute| attribute.range.start);
    let head = item.nodes.first().map_or(item.range.start, |node| node.range().start);
    let keyword =
        item.nodes.iter().find(|node| node.is_keyword("use")).map_or(head, |node| node.range().start);
    let attributes = item.attributes.iter().filter_map(|it| text.get(it.range.clone()));
    let attributes: String = attributes.map(|attribute| format!("{attribute} ")).collect();
    let visibility = text.get(head..keyword).unwrap_or_default();
    let line = format!("{attributes}{visibility}use {path};");
    vec![Edit::insert(start, Lines::of(text).above(start, &line)), Edit::remove(removed)]
}
