//! Rust source as token trees with byte offsets, and the items with attributes in it.
//!
//! It reads tokens, not syntax trees, so that it also sees into macros and source that only a newer compiler parses. It
//! never prints Rust. Changes are edits of the text ([`crate::edit`]), at the offsets that are given here.
//!
//! It must not know PyO3 or this library.

mod attributes;
mod heads;
mod imports;
mod kinds;
mod nodes;
mod outline;
#[cfg(test)]
mod tests;

pub use attributes::AttributeMeta;
pub use imports::{Import, group_of, imports, without_import};
pub use kinds::RustItemKind;
pub use nodes::{Delimiter, Node, TokenGroup, nodes, split};
pub use outline::{MacroArm, Outline, RustItem, outline};
