//! `create_exception!`: this library's macro of the same name registers the exception, and takes the same arguments.

use super::imported::Declaration;
use super::names::Pyo3Names;
use super::options::AnnotateOptions;
use crate::edit::Edit;
use crate::rust::{RustItem, RustItemKind, imports};

/// The macro.
const MACRO: &str = "create_exception";

/// Returns the edits that let the item at `index`, a call of PyO3's macro or its import, name this library's macro. A crate that
/// does not have the library in every build cannot use it.
pub(super) fn edits(
    items: &[RustItem<'_>],
    index: usize,
    names: &Pyo3Names<'_>,
    options: &AnnotateOptions<'_>,
    text: &str,
) -> Vec<Edit> {
    let Some(item) = items.get(index).filter(|_| options.condition.is_none()) else { return Vec::new() };
    match item.kind {
        RustItemKind::MacroCall if names.is_macro(&item.path, MACRO) => {
            let path = format!("{}::{MACRO}", options.library);
            vec![Edit::replace(item.path_range.clone(), path)]
        }
        RustItemKind::Use => {
            let all = imports(item.nodes);
            let found = all.iter().position(|import| names.is_macro(&import.path, MACRO));
            let declaration = Declaration { text, items, index };
            found.map(|found| declaration.edits(&all, found, MACRO, options)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}
