//! What the place of an item says about it.

use crate::rust::{Outline, RustItem, RustItemKind};

/// Whether the compiler reads `item` only for tests.
pub fn is_for_tests(outline: &Outline<'_>, index: usize) -> bool {
    let is_test = |item: &RustItem<'_>| item.has("cfg", "test");
    outline.items.get(index).is_some_and(is_test) || outline.around(index).any(is_test)
}

/// Whether `item` is a `mod` in the text of its file.
pub(super) fn is_inline(item: &RustItem<'_>) -> bool {
    item.kind == RustItemKind::Mod && item.body.is_some()
}
