//! The types that a stub states, by the dotted names of its items: those of a stub by hand, and those of a tree of modules.
//! The two can be compared, because every name in them has its module.
//!
//! It must not know any file, or what is done about a difference.

mod names;
mod slot;
mod statements;
#[cfg(test)]
mod tests;
mod tree;

pub use names::StatedType;
pub use slot::{TypePart, TypeSlot};
pub use statements::stated_types;
pub use tree::{TreeType, classes_in, types_in};
