//! Parses Python source, and lists the names of Python's own modules.
//!
//! It knows Python's grammar and import rules. It must not know the names of the extension, which are looked up through
//! [`NameLookup`].

mod builtin_members;
mod convert;
mod depth;
mod error;
mod exports;
pub(crate) mod generics;
mod identifier;
mod ignores;
mod imports;
pub(crate) mod known;
pub(in crate::generate) mod literal;
mod parse;
mod same;

pub use builtin_members::of_builtin;
pub use convert::{NameLookup, convert_type, convert_value};
pub use error::SyntaxError;
pub use exports::exports;
pub use generics::with_arguments;
pub use identifier::{is_dotted_name, is_identifier};
pub use ignores::{comments, ignored};
pub use imports::{Bindings, ImportTarget, absolute};
pub use parse::{check_file, parse_expression, parse_file, parse_module};
pub use same::say_the_same;
