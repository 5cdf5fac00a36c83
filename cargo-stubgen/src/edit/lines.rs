//! The lines of a text: where they begin, how they are indented, and how they end.

use std::ops::Range;

/// The beginnings of the lines of a text.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Returns the lines of `text`.
    pub fn of(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// Returns the number of the line with the byte `at`, from one.
    pub fn number(&self, at: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= at)).unwrap_or(u32::MAX)
    }

    /// Returns the byte of the character at this line and column, both from one.
    pub fn byte(&self, line: u32, column: u32) -> Option<usize> {
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let start = *self.starts.get(index)?;
        let before = usize::try_from(column).ok()?.checked_sub(1)?;
        let rest = self.text.get(start..)?.lines().next().unwrap_or_default();
        let length: usize = rest.chars().take(before).map(char::len_utf8).sum();
        Some(start + length)
    }

    /// Returns the column of the byte `at`, in characters from one.
    pub fn column(&self, at: usize) -> u32 {
        let before = self.text.get(self.start(at)..at).unwrap_or_default();
        u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX)
    }

    /// Returns where the line with the byte `at` begins.
    pub fn start(&self, at: usize) -> usize {
        let index = self.starts.partition_point(|start| *start <= at);
        index.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(0)
    }

    /// Returns the whitespace in front of the byte `at`, if nothing else is there on its line.
    pub fn indentation(&self, at: usize) -> Option<&'t str> {
        let start = self.start(at);
        // A byte order mark is not part of the first line.
        let before = self.text.get(start..at)?.trim_start_matches('\u{feff}');
        before.chars().all(char::is_whitespace).then_some(before)
    }

    /// Returns the line break at the end of the line with the byte `at`; for the last line, that of the first.
    pub fn line_break(&self, at: usize) -> &'static str {
        let rest = self.text.get(at..).unwrap_or_default();
        let end = rest.find('\n').map(|end| at + end).or_else(|| self.text.find('\n'));
        let is_carriage_return = |end: usize| end > 0 && self.text.as_bytes().get(end - 1) == Some(&b'\r');
        if end.is_some_and(is_carriage_return) { "\r\n" } else { "\n" }
    }

    /// Returns the text to insert in front of the byte `at` to have `line` on a line of its own there, or in front of
    /// what else is on the line.
    pub fn above(&self, at: usize, line: &str) -> String {
        match self.indentation(at) {
            Some(indentation) => format!("{line}{}{indentation}", self.line_break(at)),
            None => format!("{line} "),
        }
    }
}

/// Returns `range` with the rest of its lines, the line break at their end included, if nothing else is on them. Otherwise,
/// it returns `range` with the blanks behind it.
pub fn alone_on_its_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let lines = Lines::of(text);
    let rest = text.get(range.end..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
    let behind = rest.get(blanks..).unwrap_or_default();
    match lines.indentation(range.start) {
        Some(indentation) if behind.starts_with('\n') => {
            range.start - indentation.len()..range.end + blanks + 1
        }
        _ => range.start..range.end + blanks,
    }
}
