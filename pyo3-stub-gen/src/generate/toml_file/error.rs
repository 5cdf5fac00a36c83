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
    /// The number of the line, counted from one.
    pub line: u32,
    /// The line, and the part of it that is wrong.
    pub excerpt: Excerpt,
    /// The message and the remedy.
    pub rule: Box<ConfigRule>,
}

impl TomlError {
    /// The line as a position in the file, without the column.
    pub(in crate::generate) fn line_position(&self) -> Position {
        Position { file: self.path.display().to_string(), line: self.line, column: 0 }
    }

    /// Returns the same as a [`Problem`].
    pub(in crate::generate) fn to_problem(&self) -> Problem {
        let position =
            Position { column: u32::try_from(self.excerpt.column + 1).unwrap_or(0), ..self.line_position() };
        self.rule.problem(Some(position)).with_excerpt(self.excerpt.clone())
    }
}
