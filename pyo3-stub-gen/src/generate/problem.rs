//! What the generator has to say about a project: errors and warnings with their place and remedy.

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
    /// An error at `position`.
    #[must_use]
    pub fn error(message: impl Into<String>, position: Option<Position>) -> Self {
        Self { severity: Severity::Error, ..Self::warning(message, position) }
    }

    /// A warning at `position`.
    #[must_use]
    pub fn warning(message: impl Into<String>, position: Option<Position>) -> Self {
        Self {
            severity: Severity::Warning,
            position,
            message: message.into(),
            excerpt: None,
            help: None,
            incomplete: false,
        }
    }

    /// The same, with what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        if self.column > 0 { write!(f, ":{}", self.column) } else { Ok(()) }
    }
}

/// The problem without colours: `error: message`, then the place, the excerpt and the help.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{severity}: {}", self.message)?;
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
