//! Everything that reads Python text.
//!
//! It knows Python's grammar and import rules. It does not know what the extension defines: names are
//! looked up through [`Names`].

mod builtin_members;
mod convert;
mod depth;
mod error;
mod exports;
mod generics;
mod ignores;
mod imports;
pub(crate) mod known;
pub(in crate::generate) mod literal;

pub use builtin_members::of_builtin;
pub use convert::{Names, convert_type, convert_value};
pub use error::SyntaxError;
pub use exports::exports;
pub use generics::with_arguments;
pub use ignores::{comments, ignored};
pub use imports::{Bindings, Target, absolute};

use ruff_python_ast as ast;
use ruff_python_stdlib::keyword::is_keyword;

/// Reads one expression.
///
/// # Errors
///
/// [`SyntaxError`] where `source` is none.
pub fn parse_expression(source: &str) -> Result<ast::Expr, SyntaxError> {
    refuse_depth(source)?;
    match ruff_python_parser::parse_expression(source) {
        Ok(parsed) => Ok(*parsed.into_syntax().body),
        Err(error) => Err(SyntaxError::at(source, error.location, error.error.to_string())),
    }
}

/// Reads statements.
///
/// # Errors
///
/// [`SyntaxError`] where `source` holds something else.
pub fn parse_module(source: &str) -> Result<Vec<ast::Stmt>, SyntaxError> {
    refuse_depth(source)?;
    match ruff_python_parser::parse_module(source) {
        Ok(parsed) => Ok(parsed.into_suite().to_vec()),
        Err(error) => Err(SyntaxError::at(source, error.location, error.error.to_string())),
    }
}

fn refuse_depth(source: &str) -> Result<(), SyntaxError> {
    match depth::too_deep(source) {
        Some(at) => {
            let at = ruff_text_size::TextRange::empty(ruff_text_size::TextSize::of(&source[..at]));
            Err(SyntaxError::at(source, at, "It is nested too deeply".to_owned()))
        }
        None => Ok(()),
    }
}

/// Whether `name` can be a name in Python source: an identifier that is no keyword.
#[must_use]
pub fn is_identifier(name: &str) -> bool {
    // Nearly every name is of this kind, and the parser takes a hundred times as long to say so.
    if is_plain_identifier(name) && !is_keyword(name) {
        return true;
    }
    matches!(parse_expression(name), Ok(ast::Expr::Name(parsed)) if parsed.id.as_str() == name)
}

/// Whether `name` has the shape of an identifier, in ASCII.
fn is_plain_identifier(name: &str) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    match name.as_bytes() {
        [first, rest @ ..] => {
            is_letter(first) && rest.iter().all(|byte| is_letter(byte) || byte.is_ascii_digit())
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_identifier;

    #[test]
    fn names_are_told_from_keywords() {
        // What `keyword.softkwlist` lists may be a name.
        let names = ["x", "_", "_1", "match", "case", "type", "Ünïcode", "print", "async_", "none"];
        let others =
            ["", "1x", "a-b", "a.b", "a b", " a", "a\n", "é!", "*a", "(a)", "class", "None", "await"];
        assert!(names.iter().all(|name| is_identifier(name)));
        assert!(!others.iter().any(|name| is_identifier(name)));
    }
}
