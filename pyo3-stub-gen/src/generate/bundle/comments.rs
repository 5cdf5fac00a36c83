//! The comments of a file: to which statement each of them belongs.

use super::tree::TreeModule;
use crate::generate::model::CommentLines;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged as _, TextRange, TextSize};

/// The comment with which the generator tells formatters not to change a statement. It adds one where it needs one.
const SKIP: &str = "# fmt: skip";

/// The beginnings of the comments with which type checkers are told to accept a statement.
const SILENCING: &[&str] = &["# type:", "# pyright:", "# ty:", "# pyrefly:", "# zuban:"];

/// A comment on a line of its own.
pub(super) struct OwnLine<'t> {
    /// The comment.
    pub text: &'t str,
    /// How many columns are left of it.
    pub column: usize,
    range: TextRange,
}

impl OwnLine<'_> {
    /// Returns its line in the file of `module`.
    pub(super) fn line(&self, module: &TreeModule) -> u32 {
        module.position(self.range.start()).line
    }
}

/// Whether statements are inside `statement`.
pub(super) fn has_block(statement: &ast::Stmt) -> bool {
    statement.is_class_def_stmt() || statement.is_if_stmt() || statement.is_try_stmt()
}

impl TreeModule {
    /// Returns the comments in `range` that have lines of their own, without those that are about the whole file.
    pub(super) fn own_lines(&self, range: TextRange) -> impl Iterator<Item = OwnLine<'_>> {
        let first = self.comments.partition_point(|comment| comment.start() < range.start());
        let inside = self.comments[first..].iter().take_while(move |comment| comment.start() < range.end());
        inside.filter(|comment| !self.is_of_file(comment.start())).filter_map(|&range| {
            let before = self.text.get(self.line_start(range.start())..range.start().to_usize())?;
            let (text, column) = (self.text.get(range.to_std_range())?, before.chars().count());
            before.trim().is_empty().then_some(OwnLine { text, column, range })
        })
    }

    /// Returns the comments below the last statement of `body` that belong to its block.
    pub(super) fn comments_at_end<'t>(&'t self, body: &[ast::Stmt]) -> Vec<&'t str> {
        let (Some(first), Some(last)) = (body.first(), body.last()) else { return Vec::new() };
        let column = self.column(first.start());
        let rest = TextRange::new(self.end_of_line(last.end()), TextSize::of(&self.text));
        let mut end = rest.start();
        let mut found = Vec::new();
        for comment in self.own_lines(rest) {
            let between = self.text.get(end.to_usize()..comment.range.start().to_usize());
            if comment.column < column || between.is_none_or(|between| !between.trim().is_empty()) {
                break;
            }
            end = comment.range.end();
            // Those that are further to the right belong to the block of the last statement.
            if !has_block(last) || comment.column == column {
                found.push(comment.text);
            }
        }
        // Comments in the same column above another statement belong to that one.
        let next = self.text.get(end.to_usize()..).unwrap_or_default();
        let next = next.lines().find(|line| !line.trim().is_empty());
        let is_last = next.is_none_or(|line| line.chars().take_while(|c| c.is_whitespace()).count() < column);
        if is_last { found } else { Vec::new() }
    }

    /// Returns the comments on the lines of `range`.
    pub(super) fn comments_beside(&self, range: TextRange) -> Vec<String> {
        let range = TextRange::new(range.start(), self.end_of_line(range.end()));
        self.comments_in(range).flat_map(|(text, _)| split(text)).collect()
    }

    /// Returns those of the comments beside `statement` that silence type checkers.
    pub(super) fn silencing_comments(&self, statement: &ast::Stmt) -> Vec<String> {
        let mut comments = self.comments_beside(statement.range());
        comments.retain(|text| SILENCING.iter().any(|start| text.starts_with(start)));
        comments
    }

    /// Returns the comments on the lines of `range`, the head of a definition: those that are for a line, and the others.
    pub(super) fn comments_of_header(&self, range: TextRange) -> (Vec<String>, Vec<String>) {
        let range = TextRange::new(range.start(), self.end_of_line(range.end()));
        let (mut beside, mut above) = (Vec::new(), Vec::new());
        for (text, is_alone) in self.comments_in(range) {
            let is_inside = text.len() + 1 < usize::from(range.len()) && is_alone;
            if is_inside { above.push(text.to_owned()) } else { beside.extend(split(text)) }
        }
        (beside, above)
    }

    /// Returns the end of the line that contains `offset`.
    pub(super) fn end_of_line(&self, offset: TextSize) -> TextSize {
        let rest = self.text.get(offset.to_usize()..).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(rest.len());
        offset + TextSize::try_from(length).unwrap_or_default()
    }

    /// Returns how many columns are left of `offset`.
    pub(super) fn column(&self, offset: TextSize) -> usize {
        let before = self.text.get(self.line_start(offset)..offset.to_usize());
        before.unwrap_or_default().chars().count()
    }

    /// Returns the comments in `range`, and whether each has a line of its own.
    pub(super) fn comments_in(&self, range: TextRange) -> impl Iterator<Item = (&str, bool)> {
        let first = self.comments.partition_point(|comment| comment.start() < range.start());
        let inside = self.comments[first..].iter().take_while(move |comment| comment.start() < range.end());
        inside.filter_map(|comment| {
            let before = self.text.get(self.line_start(comment.start())..comment.start().to_usize())?;
            Some((self.text.get(comment.to_std_range())?, before.trim().is_empty()))
        })
    }

    /// Returns where the comments begin that stand directly above the line that contains `offset`.
    pub(super) fn start_of_comments(&self, offset: TextSize) -> TextSize {
        let mut start = self.line_start(offset);
        while let Some(before) = self.text.get(..start.saturating_sub(1)).filter(|_| start > 0) {
            let line = before.rfind('\n').map_or(0, |index| index + 1);
            if !before[line..].trim_start().starts_with('#') {
                break;
            }
            start = line;
        }
        TextSize::try_from(start).unwrap_or(offset)
    }
}

/// Adds the comments between `decorators` and what begins at `end` to those of its statement. Those beside a decorator are for the
/// first one.
pub(super) fn add_decorator_comments(
    comments: &mut CommentLines,
    decorators: &[ast::Decorator],
    end: TextSize,
    source: &TreeModule,
) {
    let Some(first) = decorators.first() else { return };
    let end = TextSize::try_from(source.line_start(end)).unwrap_or(end);
    if end <= first.start() {
        return;
    }
    for (text, is_alone) in source.comments_in(TextRange::new(first.start(), end)) {
        if is_alone {
            comments.above.push(text.to_owned());
        } else {
            comments.decorator.extend(split(text));
        }
    }
}

/// Splits a comment into those that it consists of.
fn split(comment: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for part in comment.split("  #") {
        let part = if part.starts_with('#') { part.to_owned() } else { format!("#{part}") };
        parts.push(part.trim_end().to_owned());
    }
    parts.retain(|part| part != SKIP);
    parts
}
