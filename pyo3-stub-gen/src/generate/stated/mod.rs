//! The types that a stub states, by the dotted names of its items: those of a stub by hand, and those of a tree of modules.
//! The two can be compared, because every name in them has its module.
//!
//! It must not know any file, or what is done about a difference.

mod names;
mod statements;
#[cfg(test)]
mod tests;
mod tree;

pub use names::StatedType;
pub use statements::stated_types;
pub use tree::{TreeType, classes_in, types_in};

/// A place in a stub that has a type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeSlot {
    /// The dotted name of the item.
    pub path: String,
    /// Which of its types it is.
    pub part: TypePart,
}

/// Which of the types of an item a type is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypePart {
    /// The type of the parameter with this name.
    Parameter(String),
    /// What a function returns, or what is read from an attribute.
    Result,
    /// What may be assigned to an attribute.
    Assigned,
}
