//! Line breaks: statements that are too long, in a form that formatters do not change.
//!
//! A statement stays on one line if it fits. Otherwise, each element in its brackets gets a separate line and a
//! trailing comma, which ruff and black keep at every line length. Where brackets have one element that allows no
//! comma, or if there are none, the formatters decide by the width, so a part of the statement is measured as they
//! measure it. Where the two decide differently, or where this module does not know how they decide, the statement
//! stays on one line and a comment tells formatters to leave it.

mod brackets;
mod measure;
mod statements;

use crate::generate::config::Config;
use measure::{Fit, Width};

/// How far a block is indented.
const INDENT: usize = 4;

/// Tells formatters not to change a statement, nor the blank lines below it.
pub(super) const SKIP: &str = "  # fmt: skip";

/// Lays the statements of a block out.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineLayout {
    /// The columns of a line of the block, without those that the block is indented by.
    limit: usize,
}

/// A form that all formatters leave unchanged is not known.
#[derive(Debug)]
struct Unstable;

impl LineLayout {
    /// Returns the layout of a block in `depth` others.
    pub(super) fn of_block(config: &Config, depth: usize) -> Self {
        Self { limit: config.line_limit().saturating_sub(depth * INDENT) }
    }

    /// Whether a line of `width` is short enough.
    fn fits(self, width: Width) -> Result<bool, Unstable> {
        match width.fits(self.limit) {
            Fit::Yes => Ok(true),
            Fit::No => Ok(false),
            Fit::Unclear => Err(Unstable),
        }
    }

    /// Returns `line` followed by `comment` if both fit, or the result of `broken`.
    fn statement(
        self,
        line: String,
        comment: &str,
        broken: impl FnOnce() -> Result<String, Unstable>,
    ) -> String {
        let counted = if is_left_alone(comment) { "" } else { comment };
        if (Width::of(&line) + Width::of(counted)).fits(self.limit) == Fit::Yes {
            return line + comment;
        }
        broken().unwrap_or_else(|Unstable| [&line, comment, SKIP].concat())
    }
}

/// Whether formatters let a line be too long because of `comment`. ruff does not count a comment that begins like this, and
/// black does not break a line that has one.
fn is_left_alone(comment: &str) -> bool {
    comment.trim_start().starts_with("# type: ignore")
}
