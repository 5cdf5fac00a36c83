//! Compares a file with the text that it should have.

use super::disk::{read, same_text};
use super::error::OutputError;
use std::path::Path;

/// How a file compares with the text that it should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// It has this text.
    Same,
    /// The file does not exist.
    Missing,
    /// It has this other text, with line ends as `\n`.
    Different(String),
}

/// Compares the file at `path` with `text`. Line ends are ignored, because version control may change them.
///
/// # Errors
///
/// `path` is not a file, or the operating system refuses to read it.
pub fn compare(path: &Path, text: &str) -> Result<Comparison, OutputError> {
    Ok(match read(path)? {
        None => Comparison::Missing,
        Some(old) if same_text(&old, text) => Comparison::Same,
        Some(old) => Comparison::Different(String::from_utf8_lossy(&old).replace("\r\n", "\n")),
    })
}
