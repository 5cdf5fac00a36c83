//! A Rust file with its tokens.

use crate::edit::Lines;
use crate::rules::EditRule;
use crate::rust::{Node, Outline, nodes, outline};
use crate::system::shown;
use pyo3_stub_gen::facts::Position;
use pyo3_stub_gen::generate::Problem;
use std::path::{Path, PathBuf};

/// A Rust file.
#[derive(Debug)]
pub struct SourceFile {
    /// The file, without links.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// Its tokens.
    pub nodes: Vec<Node>,
}

impl SourceFile {
    /// Returns the file at `path` with this text.
    ///
    /// # Errors
    ///
    /// It is not Rust. The problem has the place.
    pub fn of(path: PathBuf, text: String) -> Result<Self, Box<Problem>> {
        match nodes(&text) {
            Ok(nodes) => Ok(Self { path, text, nodes }),
            Err(error) => {
                let position = position(&path, &text, error.at);
                let rule = EditRule::NotRust { path: shown(&path).to_owned(), reason: error.reason };
                Err(Box::new(rule.problem(Some(position))))
            }
        }
    }

    /// Returns its items.
    pub fn outline(&self) -> Outline<'_> {
        outline(&self.nodes)
    }

    /// Returns the position of the byte `at`.
    pub fn position(&self, at: usize) -> Position {
        position(&self.path, &self.text, at)
    }
}

fn position(path: &Path, text: &str, at: usize) -> Position {
    let lines = Lines::of(text);
    let file = shown(path).to_string_lossy().into_owned();
    Position { file, line: lines.number(at), column: lines.column(at) }
}
