//! Reads Python source with ruff's parser.

use super::depth;
use super::error::SyntaxError;
use ruff_python_ast as ast;
use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged, TextRange, TextSize};

/// Reads one expression.
///
/// # Errors
///
/// [`SyntaxError`] if `source` is not an expression.
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
/// [`SyntaxError`] if `source` is not valid.
pub fn parse_module(source: &str) -> Result<Vec<ast::Stmt>, SyntaxError> {
    refuse_depth(source)?;
    match ruff_python_parser::parse_module(source) {
        Ok(parsed) => Ok(parsed.into_suite().to_vec()),
        Err(error) => Err(SyntaxError::at(source, error.location, error.error.to_string())),
    }
}

/// Reads the statements and the comments of `source`, a whole file.
///
/// # Errors
///
/// [`SyntaxError`] if `source` is not valid.
pub fn parse_file(source: &str) -> Result<(Vec<ast::Stmt>, Vec<TextRange>), SyntaxError> {
    refuse_null(source)?;
    refuse_depth(source)?;
    match ruff_python_parser::parse_module(source) {
        Ok(parsed) => {
            let comments = parsed.tokens().iter().filter(|token| token.kind() == TokenKind::Comment);
            let comments = comments.map(Ranged::range).collect();
            Ok((parsed.into_suite().to_vec(), comments))
        }
        Err(error) => Err(SyntaxError::at(source, error.location, error.error.to_string())),
    }
}

/// Checks that `source`, a whole file, is valid and can be parsed again.
///
/// # Errors
///
/// [`SyntaxError`] if `source` is not valid.
pub fn check_file(source: &str) -> Result<(), SyntaxError> {
    refuse_null(source)?;
    refuse_depth(source)?;
    match ruff_python_parser::parse_module(source) {
        Ok(_) => Ok(()),
        Err(error) => Err(SyntaxError::at(source, error.location, error.error.to_string())),
    }
}

fn refuse_null(source: &str) -> Result<(), SyntaxError> {
    match source.find('\0') {
        Some(at) => {
            let at = TextRange::at(TextSize::of(&source[..at]), TextSize::of('\0'));
            Err(SyntaxError::at(source, at, "Source code cannot contain null bytes".to_owned()))
        }
        None => Ok(()),
    }
}

fn refuse_depth(source: &str) -> Result<(), SyntaxError> {
    match depth::too_deep(source) {
        Some(at) => {
            let at = TextRange::empty(TextSize::of(&source[..at]));
            Err(SyntaxError::at(source, at, "It is nested too deeply".to_owned()))
        }
        None => Ok(()),
    }
}
