//! Statements: what a macro says about an item, before anybody has read it.
//!
//! A macro writes one text per item, because a text is what costs a library least. The library hands
//! it on as it is, with the types and values that it mentions; only the generator reads it.

use super::items::DefaultFact;
use super::types::TypeExpr;
use super::wire::record;
#[cfg(feature = "generate")]
use super::wire::{DecodeError, Reader, Wire};

record! {
    /// What one registration says.
    ///
    /// The text is a file and `\0`, a position, a letter for the kind of item, and the item. Its parts
    /// are these, one after the other without a separator:
    ///
    /// | part | is written |
    /// |---|---|
    /// | position | `line:column;` |
    /// | string | the characters and `\0`, or `\u{1}` alone: the next of `texts` |
    /// | string that may be missing | the same, or `\u{2}` |
    /// | list | each element behind a letter that says what it is, and `.` at the end |
    /// | type | `t`: the next of `types`; or one of the letters in the reader |
    /// | default | `-`: none; `=` and a string: Python source; `!`: the next of `values` |
    pub struct Statement {
        /// What is said about the item.
        pub text: String,
        /// Strings that the macro did not know.
        pub texts: Vec<String>,
        /// Types.
        pub types: Vec<TypeExpr>,
        /// Default values.
        pub values: Vec<DefaultFact>,
        /// The key of the class that the item is, or belongs to. It joins statements of one list and means
        /// nothing beyond it.
        pub class: Option<u64>,
        /// Whether that class holds no data.
        pub is_zero_sized: bool,
    }
}

#[cfg(feature = "generate")]
impl Statement {
    /// Passes over a statement. All that is read of it is the class, which other statements may have too.
    pub(super) fn skip_to_class(input: &mut Reader<'_>) -> Result<Option<u64>, DecodeError> {
        String::skip(input)?;
        Vec::<String>::skip(input)?;
        Vec::<TypeExpr>::skip(input)?;
        Vec::<DefaultFact>::skip(input)?;
        let class = Option::<u64>::decode(input)?;
        bool::skip(input)?;
        Ok(class)
    }
}
