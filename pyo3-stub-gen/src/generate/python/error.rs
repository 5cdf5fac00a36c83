//! A mistake in Python source, with its position.

use crate::generate::problem::Excerpt;
use ruff_text_size::TextRange;

/// A mistake in Python source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The message, without a full stop.
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
        let (excerpt, lines_before) = Excerpt::of(source, range.into());
        Self { message: message.into(), excerpt, lines_before }
    }
}
