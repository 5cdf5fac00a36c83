//! The types whose Python types are stated by hand.

use crate::rust::{Node, Outline, RustItemKind};
use std::collections::BTreeSet;

/// Returns the names of the types that have a `PyStubType` in the source: an `impl`, or `impl_stub_type!`.
pub(super) fn hand_written<'n>(outlines: &[Outline<'n>]) -> BTreeSet<&'n str> {
    let items = outlines.iter().flat_map(|outline| &outline.items);
    let names = items.filter_map(|item| match (item.kind, item.of_trait) {
        (RustItemKind::Impl, Some("PyStubType")) => item.name,
        (RustItemKind::MacroCall, _) if item.name == Some("impl_stub_type") => {
            let before = item.body?.nodes.split(|node| node.is('=')).next()?;
            before.iter().rev().find_map(Node::word)
        }
        _ => None,
    });
    names.collect()
}
