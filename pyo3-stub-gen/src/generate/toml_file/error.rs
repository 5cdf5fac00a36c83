//! A mistake in a TOML file: what is wrong, where, and what to do about it.

use crate::facts::Position;
use crate::generate::problem::{Excerpt, Problem};
use crate::generate::rules::ConfigRule;
use std::path::PathBuf;

/// A mistake in a TOML file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{rule} ({}, line {line})", path.display())]
pub struct TomlError {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from one.
    pub line: usize,
    /// The column, in characters, counted from zero.
    pub column: usize,
    /// How many characters are wrong.
    pub width: usize,
    /// The text of the line.
    pub source_line: String,
    /// What is wrong, and what to do about it.
    pub rule: Box<ConfigRule>,
}

impl TomlError {
    /// The line as a position in the file, without the column.
    pub(in crate::generate) fn line_position(&self) -> Position {
        let line = u32::try_from(self.line).unwrap_or(0);
        Position { file: self.path.display().to_string(), line, column: 0 }
    }

    /// Returns the same as a [`Problem`].
    pub(in crate::generate) fn to_problem(&self) -> Problem {
        let position =
            Position { column: u32::try_from(self.column + 1).unwrap_or(0), ..self.line_position() };
        let excerpt = Excerpt { line: self.source_line.clone(), column: self.column, width: self.width };
        self.rule.problem(Some(position)).with_excerpt(excerpt)
    }
}
