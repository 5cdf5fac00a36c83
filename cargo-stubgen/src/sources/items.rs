//! What the place of an item says about it.

use super::file::SourceFile;
use crate::rust::{Outline, RustItem, RustItemKind};
use std::borrow::Cow;

/// Whether the compiler reads `item` only for tests.
pub fn is_for_tests(outline: &Outline<'_>, index: usize) -> bool {
    let is_test = |item: &RustItem<'_>| item.has("cfg", "test");
    outline.items.get(index).is_some_and(is_test) || outline.around(index).any(is_test)
}

/// Returns the name of the Rust module of the items of `file` that are in the item `parent`, or in none. The root of a crate
/// has the name of its file.
pub fn module_name<'o>(
    file: &'o SourceFile,
    outline: &Outline<'o>,
    parent: Option<usize>,
) -> Option<Cow<'o, str>> {
    if let Some(parent) = parent {
        return outline.items.get(parent)?.name.map(Cow::Borrowed);
    }
    let stem = file.path.file_stem()?;
    let name = if stem == "mod" { file.path.parent()?.file_name()? } else { stem };
    Some(name.to_string_lossy())
}

/// Whether `item` is a `mod` in the text of its file.
pub(super) fn is_inline(item: &RustItem<'_>) -> bool {
    item.kind == RustItemKind::Mod && item.body.is_some()
}
