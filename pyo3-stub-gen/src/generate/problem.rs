//! An error or a warning, with its place and its remedy.
//!
//! It must not know any rule. Their texts are in [`rules`](crate::generate::rules).

use crate::facts::Position;
use std::fmt;

/// How bad a [`Problem`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The stub is written all the same.
    Warning,
    /// No stub can be written.
    Error,
}

/// One thing that is wrong: what, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// The code of the rule that it comes from, which `cargo stubgen explain` takes.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where in the Rust source it was written.
    pub position: Option<Position>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The text that is wrong, and where in it.
    pub excerpt: Option<Excerpt>,
    /// What to do about it.
    pub help: Option<String>,
    /// Whether it says that something in the stub is less precise than it could be, which
    /// `--deny incomplete` makes an error.
    pub incomplete: bool,
}

/// A piece of Python source, with the place of a mistake in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Excerpt {
    /// The line of source.
    pub line: String,
    /// The column of the mistake, in characters from zero.
    pub column: usize,
    /// How many characters it spans, at least one.
    pub width: usize,
}

impl Problem {
    /// Returns the same problem with the text that is wrong.
    #[must_use]
    pub fn with_excerpt(self, excerpt: Excerpt) -> Self {
        Self { excerpt: Some(excerpt), ..self }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        if self.column > 0 { write!(f, ":{}", self.column) } else { Ok(()) }
    }
}

/// The problem without colours: `error[code]: message`, then the place, the excerpt and the help.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.code, self.message)?;
        if let Some(position) = &self.position {
            write!(f, "\n  --> {position}")?;
        }
        if let Some(excerpt) = &self.excerpt {
            let indent = " ".repeat(excerpt.column);
            let carets = "^".repeat(excerpt.width.max(1));
            write!(f, "\n   |\n   | {}\n   | {indent}{carets}", excerpt.line)?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n   = help: {help}")?;
        }
        Ok(())
    }
}
