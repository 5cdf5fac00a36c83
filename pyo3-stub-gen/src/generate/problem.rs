//! An error or a warning, with its place and its remedy.
//!
//! It must not know any rule. Their texts are in [`rules`](crate::generate::rules).

use crate::facts::Position;
use crate::generate::fix::Fix;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

/// How bad a [`Problem`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The stub is still written.
    Warning,
    /// No stub can be written.
    Error,
}

/// A problem: what is wrong, where, and how to fix it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// The code of the rule that it comes from, which `cargo stubgen explain` takes.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The place in the Rust source.
    pub position: Option<Position>,
    /// The message, one sentence without a full stop.
    pub message: String,
    /// The text that is wrong, and where in it.
    pub excerpt: Option<Excerpt>,
    /// The remedy.
    pub help: Option<String>,
    /// The edit that makes the remedy, if it does not need a decision of the author.
    pub fix: Option<Fix>,
    /// The cause that it shares with others, with which it forms one problem in a report.
    pub cause: Option<Cause>,
    /// The other places of the problem.
    pub also: Vec<Also>,
    /// Whether it reports a part of the stub that is less precise than it could be, which `--deny incomplete` makes an
    /// error.
    pub incomplete: bool,
}

/// The common cause of several problems.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cause {
    /// The subject of the problems.
    pub about: String,
    /// The item with this problem.
    pub what: String,
}

/// Another place of a problem.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Also {
    /// The item with the problem.
    pub what: String,
    /// The place in the Rust source.
    pub position: Option<Position>,
}

/// A line of text, with the place of a mistake in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Excerpt {
    /// The line.
    pub line: String,
    /// The column of the mistake, in characters from zero.
    pub column: usize,
    /// How many characters it spans, at least one.
    pub width: usize,
}

impl Excerpt {
    /// Returns the line of `text` in which `range` begins, and the number of lines before it. Offsets inside a
    /// character are moved back to its start, and offsets beyond the text to its end.
    pub(in crate::generate) fn of(text: &str, range: Range<usize>) -> (Self, u32) {
        let start = floor_char_boundary(text, range.start);
        let end = floor_char_boundary(text, range.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |index| index + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |index| start + index);
        let excerpt = Self {
            line: text[line_start..line_end].trim_end_matches('\r').to_owned(),
            column: text[line_start..start].chars().count(),
            width: text[start..end.min(line_end)].chars().count().max(1),
        };
        (excerpt.shortened(), text[..line_start].matches('\n').count() as u32)
    }
}

/// The most characters of a line that are shown.
const SHOWN: usize = 160;

/// What stands for the rest of a longer line.
const REST: char = '…';

impl Excerpt {
    /// Returns the part of a long line around what is marked.
    fn shortened(self) -> Self {
        let length = self.line.chars().count();
        if length <= SHOWN {
            return self;
        }
        let first = self.column.saturating_sub(SHOWN / 4).min(length - SHOWN);
        let mut line: String = self.line.chars().skip(first).take(SHOWN).collect();
        let mut column = self.column - first;
        let width = self.width.min(SHOWN - column.min(SHOWN)).max(1);
        if first > 0 {
            line.insert(0, REST);
            column += 1;
        }
        if first + SHOWN < length {
            line.push(REST);
        }
        Self { line, column, width }
    }
}

impl Problem {
    /// Returns the same problem with the text that is wrong.
    #[must_use]
    pub fn with_excerpt(self, excerpt: Excerpt) -> Self {
        Self { excerpt: Some(excerpt), ..self }
    }

    /// Returns the problem of `what`, which is reported together with others about `about`.
    #[must_use]
    pub(in crate::generate) fn with_cause(self, about: String, what: String) -> Self {
        Self { cause: Some(Cause { about, what }), ..self }
    }

    /// Whether this report names the item and the place of `also`.
    fn is_about(&self, also: &Also) -> bool {
        let is_first = self.cause.as_ref().is_some_and(|cause| cause.what == also.what)
            && self.position == also.position;
        is_first || self.also.contains(also)
    }
}

/// Merges the problems with a common cause, at the position of the first.
pub(in crate::generate) fn joined(problems: Vec<Problem>) -> Vec<Problem> {
    let mut joined: Vec<Problem> = Vec::new();
    let mut firsts: HashMap<(&'static str, String), usize> = HashMap::new();
    for problem in problems {
        let Some(cause) = problem.cause.clone() else {
            joined.push(problem);
            continue;
        };
        let next = joined.len();
        let first = *firsts.entry((problem.code, cause.about)).or_insert(next);
        let also = Also { what: cause.what, position: problem.position.clone() };
        match joined.get_mut(first) {
            // An argument and the result may have the same cause.
            Some(first) if first.is_about(&also) => {}
            Some(first) => first.also.push(also),
            None => joined.push(problem),
        }
    }
    joined
}

impl fmt::Display for Also {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "also in {}", self.what)?;
        match &self.position {
            Some(position) => write!(f, " at {position}"),
            None => Ok(()),
        }
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
        for also in &self.also {
            write!(f, "\n   = note: {also}")?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n   = help: {help}")?;
        }
        Ok(())
    }
}

/// Returns the nearest boundary between characters at or before `index`.
fn floor_char_boundary(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}
