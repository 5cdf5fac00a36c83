//! Statements, which are descriptions of items that are not parsed yet.
//!
//! A macro writes one text for each item, because texts cost a library least. The library passes the text on unchanged,
//! with the types and values that it refers to. Only the generator parses it.

use super::items::DefaultFact;
use super::types::TypeExpr;
use super::wire::record;
#[cfg(feature = "generate")]
use super::wire::{DecodeError, Reader, Wire};

record! {
    /// One registration: a text, and what the text mentions. The module `grammar` defines the text.
    pub struct Statement {
        /// The description of the item.
        pub text: String,
        /// Strings that the macro did not know.
        pub texts: Vec<String>,
        /// Types.
        pub types: Vec<TypeExpr>,
        /// Default values.
        pub values: Vec<DefaultFact>,
        /// The key of the class that the item is, or belongs to. It joins the statements of one list, and has no meaning
        /// outside it.
        pub class: Option<u64>,
        /// Whether that class holds no data.
        pub is_zero_sized: bool,
    }
}

#[cfg(feature = "generate")]
impl Statement {
    /// Skips a statement, and returns its class, which other statements may share.
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
