//! Copies statements of one text to another, which knows on which line of the first each of its lines was.

use ruff_python_ast as ast;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_text_size::{Ranged as _, TextRange, TextSize};
use std::collections::BTreeMap;

/// A change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    range: TextRange,
    text: String,
}

impl Edit {
    /// Returns the edit that replaces what is at `range` by `text`.
    pub(super) fn new(range: TextRange, text: String) -> Self {
        Self { range, text }
    }
}

/// Changes of a text, found by where they begin.
pub(super) struct Edits(Vec<Edit>);

impl From<Vec<Edit>> for Edits {
    /// Of several changes at one place, the first counts.
    fn from(mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| edit.range.start());
        Self(edits)
    }
}

impl Edits {
    fn at(&self, position: usize) -> Option<&Edit> {
        let index = self.0.partition_point(|edit| edit.range.start().to_usize() < position);
        self.0.get(index).filter(|edit| edit.range.start().to_usize() == position)
    }
}

/// The lines of a text.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// The comments that have lines of their own, by the index of the line.
    comments: BTreeMap<usize, CommentLine<'a>>,
    /// How many lines at the top have comments about the whole stub.
    header: usize,
}

/// A comment on a line of its own.
#[derive(Clone, Copy)]
struct CommentLine<'a> {
    text: &'a str,
    /// How many bytes are left of it.
    column: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str, comments: &[TextRange]) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(index, _)| index + 1)).collect();
        let mut lines = Self { text, starts, comments: BTreeMap::new(), header: 0 };
        for range in comments {
            let (index, column) = (lines.index(range.start().to_usize()), lines.column(range.start()));
            let start = range.start().to_usize() - column;
            if text.get(start..start + column).is_some_and(|before| before.trim().is_empty()) {
                lines.comments.insert(index, CommentLine { text: lines.text_of(*range), column });
            }
        }
        lines.header = lines.lines_of_header();
        lines
    }

    /// Returns the text in `range`.
    pub(super) fn text_of(&self, range: TextRange) -> &'a str {
        self.text.get(range.to_std_range()).unwrap_or_default()
    }

    /// Returns the number of the line that contains `offset`, counted from one.
    pub(super) fn number(&self, offset: TextSize) -> u32 {
        u32::try_from(self.index(offset.to_usize()) + 1).unwrap_or(u32::MAX)
    }

    fn index(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Returns how many bytes are left of `offset`.
    fn column(&self, offset: TextSize) -> usize {
        let offset = offset.to_usize();
        offset - self.starts.get(self.index(offset)).copied().unwrap_or(offset)
    }

    /// Returns the line with this index.
    fn line(&self, index: usize) -> Option<&'a str> {
        let start = *self.starts.get(index)?;
        let rest = self.text.get(start..)?;
        Some(rest.split_once('\n').map_or(rest, |(line, _)| line))
    }

    fn is_blank(&self, index: usize) -> bool {
        self.line(index).is_some_and(|line| line.trim().is_empty())
    }

    /// Returns the comments between the statement that begins at `start` and what is above it.
    pub(super) fn comments_above(&self, start: TextSize) -> Vec<&'a str> {
        self.own_lines_above(start).into_iter().map(|(_, comment)| comment.text).collect()
    }

    fn own_lines_above(&self, start: TextSize) -> Vec<(usize, CommentLine<'a>)> {
        let column = self.column(start);
        let mut found = Vec::new();
        for index in (self.header..self.index(start.to_usize())).rev() {
            match self.comments.get(&index) {
                // One further to the right belongs to the block above.
                Some(comment) if comment.column <= column => found.push((index, *comment)),
                None if self.is_blank(index) => {}
                Some(_) | None => break,
            }
        }
        found.reverse();
        found
    }

    /// Returns how many lines at the top have comments about the whole stub.
    fn lines_of_header(&self) -> usize {
        let is_above = |index: &usize| self.comments.contains_key(index) || self.is_blank(*index);
        let end = (0..self.starts.len()).take_while(is_above).count();
        let first = self.line(end).unwrap_or_default();
        let stands_alone = ["import ", "from ", "\"", "'", "r\"", "r'"];
        if first.is_empty() || stands_alone.iter().any(|start| first.starts_with(start)) {
            return end;
        }
        // Comments directly above a definition belong to it.
        (0..end).rev().find(|index| !self.comments.contains_key(index)).map_or(0, |index| index + 1)
    }

    /// Returns a file that has the comments about the whole stub, because some are for type checkers.
    pub(super) fn file(&'a self) -> ExpandedFile<'a> {
        let lines = self.comments.range(..self.header);
        let lines = lines.map(|(index, comment)| (*index, comment.text.to_owned())).collect();
        ExpandedFile { source: self, lines }
    }
}

/// A file that is being put together.
pub(super) struct ExpandedFile<'a> {
    source: &'a Lines<'a>,
    /// Its lines, by their index in the stub. A line of the stub that no statement is on is not in the file.
    lines: BTreeMap<usize, String>,
}

impl ExpandedFile<'_> {
    /// Puts `statement` on its own lines, without indentation, with the comments that belong to it.
    pub(super) fn put_with_comments(&mut self, statement: &ast::Stmt, edits: &Edits) {
        for (index, comment) in self.source.own_lines_above(statement.start()) {
            self.put_comment(index, comment, comment.column);
        }
        self.put(statement, edits);
        self.put_comments_below(statement);
    }

    /// Puts the comments below `statement` that belong to the blocks inside it, or to the block that it is the last one of.
    fn put_comments_below(&mut self, statement: &ast::Stmt) {
        let column = self.source.column(statement.start());
        let first = self.source.index(statement.end().to_usize()) + 1;
        let mut found = Vec::new();
        let mut next = None;
        for index in first..self.source.starts.len() {
            match self.source.comments.get(&index) {
                Some(comment) => found.push((index, *comment)),
                None if self.source.is_blank(index) => {}
                None => {
                    next = self.source.line(index).map(|line| line.len() - line.trim_start().len());
                    break;
                }
            }
        }
        let is_last = next.is_none_or(|next| next < column);
        let is_own =
            |comment: &CommentLine<'_>| comment.column > column || is_last && comment.column == column;
        found
            .into_iter()
            .take_while(|(_, comment)| is_own(comment))
            .for_each(|(index, comment)| self.put_comment(index, comment, column));
    }

    /// Puts a comment that is `indent` bytes further left in the file than in the stub.
    fn put_comment(&mut self, index: usize, comment: CommentLine<'_>, indent: usize) {
        let white = " ".repeat(comment.column.saturating_sub(indent));
        self.lines.entry(index).or_insert_with(|| white + comment.text);
    }

    /// Puts `statement` on its own lines, without indentation.
    pub(super) fn put(&mut self, statement: &ast::Stmt, edits: &Edits) {
        let Lines { text, starts, .. } = self.source;
        let (start, end) = (statement.start().to_usize(), statement.end().to_usize());
        let first = self.source.index(start);
        let indent = start - starts.get(first).copied().unwrap_or(start);
        let strings = long_strings(statement);
        // They are in the order of the text.
        let is_in_string = |at: usize| {
            let next = strings.partition_point(|range| range.end().to_usize() <= at);
            strings.get(next).is_some_and(|range| range.start().to_usize() < at)
        };
        let line_end = text[end..].find('\n').map_or(text.len(), |length| end + length);
        let comment = text[end..line_end].trim_start();
        let mut place = first;
        let mut position = start;
        let mut line = String::new();
        while position < end {
            if let Some(edit) = edits.at(position) {
                line.push_str(&edit.text);
                let skipped = &text[position..edit.range.end().to_usize()];
                for _ in skipped.matches('\n') {
                    self.write(place, std::mem::take(&mut line));
                    place += 1;
                }
                position = edit.range.end().to_usize();
                continue;
            }
            let Some(character) = text[position..].chars().next() else { break };
            position += character.len_utf8();
            if character != '\n' {
                line.push(character);
                continue;
            }
            self.write(place, std::mem::take(&mut line));
            place += 1;
            if !is_in_string(position) {
                let white = text[position..].len() - text[position..].trim_start_matches([' ', '\t']).len();
                position += white.min(indent);
            }
        }
        if comment.starts_with('#') {
            line.push_str("  ");
            line.push_str(comment);
        }
        self.write(place, line);
    }

    /// Two simple statements may share a line.
    fn write(&mut self, place: usize, text: String) {
        let line = self.lines.entry(place).or_default();
        if !line.is_empty() && !text.is_empty() {
            line.push_str("; ");
        }
        line.push_str(&text);
    }

    /// Returns the text with `imports`, and for each line the number of the line of the stub from which it comes.
    ///
    /// Type checkers treat a name as a builtin until they reach its import, so the imports precede the statements.
    pub(super) fn finish(self, imports: impl Iterator<Item = String>) -> (String, Vec<u32>) {
        let imports = imports.collect::<Vec<_>>().join("; ");
        // The comments above a statement stay directly above it.
        let first = self.lines.iter().find(|(index, line)| **index >= self.source.header && !line.is_empty());
        let first = first.map(|(index, _)| *index);
        let (mut text, mut numbers) = (String::new(), Vec::new());
        let mut push = |index: usize, line: &str| {
            text.push_str(line);
            text.push('\n');
            numbers.push(u32::try_from(index + 1).unwrap_or(u32::MAX));
        };
        // A decorator that is left out leaves an empty line.
        for (index, line) in self.lines.iter().skip_while(|(_, line)| line.is_empty()) {
            if first == Some(*index) && !imports.is_empty() {
                push(*index, &imports);
            }
            push(*index, line);
        }
        if first.is_none() && !imports.is_empty() {
            push(0, &imports);
        }
        (text, numbers)
    }
}

/// Returns the strings in `statement`. Spaces at the beginning of a line inside them are not indentation.
fn long_strings(statement: &ast::Stmt) -> Vec<TextRange> {
    #[derive(Default)]
    struct Strings(Vec<TextRange>);

    impl<'a> Visitor<'a> for Strings {
        fn visit_expr(&mut self, expr: &'a ast::Expr) {
            match expr {
                ast::Expr::StringLiteral(string) => {
                    self.0.extend(string.value.iter().map(ast::StringLiteral::range));
                }
                ast::Expr::BytesLiteral(bytes) => {
                    self.0.extend(bytes.value.iter().map(ast::BytesLiteral::range));
                }
                _ => visitor::walk_expr(self, expr),
            }
        }
    }

    let mut strings = Strings::default();
    strings.visit_stmt(statement);
    strings.0.sort_by_key(|range| range.start());
    strings.0
}
