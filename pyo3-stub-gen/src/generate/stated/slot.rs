//! A place in a stub that has a type.

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
