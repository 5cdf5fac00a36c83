//! A mistake in Python text, with its position.

use crate::generate::problem::Excerpt;
use ruff_text_size::TextRange;

/// A mistake in Python text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong, without a full stop.
    pub message: String,
    /// The line, and the position of the mistake in it.
    pub excerpt: Excerpt,
    /// The number of lines before it.
    pub lines_before: u32,
}

impl SyntaxError {
    /// Returns an error with `message` about `range` of `source`.
    #[must_use]
    pub fn at(source: &str, range: TextRange, message: impl Into<String>) -> Self {
        let start = floor_char_boundary(source, range.start().to_usize());
        let end = floor_char_boundary(source, range.end().to_usize()).max(start);
        let line_start = source[..start].rfind('\n').map_or(0, |index| index + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |index| start + index);
        let line = source[line_start..line_end].trim_end_matches('\r').to_owned();
        let width = source[start..end.min(line_end)].chars().count().max(1);
        let column = source[line_start..start].chars().count();
        Self {
            message: message.into(),
            excerpt: Excerpt { line, column, width },
            lines_before: source[..line_start].matches('\n').count() as u32,
        }
    }
}

/// Returns the nearest boundary between characters at or before `index`.
fn floor_char_boundary(source: &str, index: usize) -> usize {
    let mut index = index.min(source.len());
    while !source.is_char_boundary(index) {
        index -= 1;
    }
    index
}
