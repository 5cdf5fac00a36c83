//! The tables of dependencies in a `Cargo.toml`.

use toml_edit::Item;

/// Returns the tables of ordinary dependencies: those of every target, and those of some.
pub(super) fn tables(root: &Item) -> Vec<&Item> {
    let targets = root.get("target").and_then(Item::as_table_like);
    let of_targets = targets.into_iter().flat_map(|targets| targets.iter().map(|(_, target)| target));
    std::iter::once(root).chain(of_targets).filter_map(|item| item.get("dependencies")).collect()
}
