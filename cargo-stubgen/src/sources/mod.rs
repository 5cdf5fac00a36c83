//! The Rust files of a crate: those that the compiler reads from the root of the library, without tests.
//!
//! It must not know PyO3 or this library.

mod modules;
#[cfg(test)]
mod tests;

use crate::edit::Lines;
use crate::rules::EditRule;
use crate::rust::{Node, Outline, RustItem, RustItemKind, nodes, outline};
use crate::system::shown;
use modules::{Place, declared};
use pyo3_stub_gen::facts::Position;
use pyo3_stub_gen::generate::Problem;
use std::collections::BTreeSet;
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

/// The files of a crate.
#[derive(Debug, Default)]
pub struct SourceFiles {
    /// The files, in the order in which the compiler finds them.
    pub files: Vec<SourceFile>,
    /// The files that could not be read, and those that are not known here.
    pub problems: Vec<Problem>,
}

/// Whether the compiler reads `item` only for tests.
pub fn is_for_tests(outline: &Outline<'_>, index: usize) -> bool {
    let is_test = |item: &RustItem<'_>| item.has("cfg", "test");
    outline.items.get(index).is_some_and(is_test) || outline.around(index).any(is_test)
}

/// Returns the files that are reachable from each of the files `roots`. Those outside the directory `within` are left out.
pub fn reachable(roots: &[PathBuf], within: &Path) -> SourceFiles {
    let mut found = SourceFiles::default();
    let mut seen = BTreeSet::new();
    let within = within.canonicalize().unwrap_or_else(|_| within.to_owned());
    for root in roots {
        let mut open = vec![Place::of_root(root)];
        while let Some(place) = open.pop() {
            // A module that a condition leaves out need not have a file.
            let Ok(path) = place.file.canonicalize() else { continue };
            if !seen.insert(path.clone()) {
                continue;
            }
            if !path.starts_with(&within) {
                let path = shown(&path).to_owned();
                found.problems.push(EditRule::OutsideWorkspace { path }.problem(None));
                continue;
            }
            match fs_err::read(&path).map(String::from_utf8) {
                Ok(Ok(text)) => match SourceFile::of(path, text) {
                    Ok(file) => {
                        let mut declared = declared(&file, &place);
                        found.problems.append(&mut declared.problems);
                        // The last one is taken first.
                        open.extend(declared.places.into_iter().rev());
                        found.files.push(file);
                    }
                    Err(problem) => found.problems.push(*problem),
                },
                Ok(Err(error)) => found.problems.push(unreadable(path, error.utf8_error().to_string())),
                Err(error) => found.problems.push(unreadable(path, error.to_string())),
            }
        }
    }
    found
}

fn unreadable(path: PathBuf, reason: String) -> Problem {
    EditRule::Unreadable { path: shown(&path).to_owned(), reason }.problem(None)
}

/// Whether `item` is a `mod` in the text of its file.
fn is_inline(item: &RustItem<'_>) -> bool {
    item.kind == RustItemKind::Mod && item.body.is_some()
}
