//! The fields that a [`TypeInfo`] had while it was text, for code that reads or changes them.

mod fields;
mod text;
mod tree;

pub use fields::{ImportKind, TypeFields, TypeIdentifierRef};

use crate::TypeInfo;

impl TypeInfo {
    /// Returns the fields that a type had before version 0.24, when it was text.
    ///
    /// The fields are a copy. [`TypeInfo::from`] turns them into a type again, which is text that the generator parses.
    /// Prefer the functions of `TypeInfo` and `|`, which build an expression tree.
    #[must_use]
    pub fn fields(&self) -> TypeFields {
        tree::fields(&self.expr())
    }
}

impl From<TypeFields> for TypeInfo {
    fn from(fields: TypeFields) -> Self {
        text::info(&fields)
    }
}

#[cfg(test)]
mod tests;
