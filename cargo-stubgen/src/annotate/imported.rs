//! An import of the macro of exceptions, which becomes one of this library.
//!
//! A source that rustfmt has formatted stays so: rustfmt sorts the declarations that follow each other without an empty
//! line, and writes a single name without braces.

use super::options::AnnotateOptions;
use crate::edit::{Edit, Lines, alone_on_its_lines};
use crate::rust::{Import, Node, RustItem, RustItemKind, TokenGroup, group_of, imports, without_import};
use std::ops::Range;

/// A declaration with `use` in a file.
#[derive(Clone, Copy)]
pub(super) struct Declaration<'a, 'n> {
    /// The text of the file.
    pub text: &'a str,
    /// The items of the file.
    pub items: &'a [RustItem<'n>],
    /// The index of the declaration among them.
    pub index: usize,
}

impl<'a, 'n> Declaration<'a, 'n> {
    /// Returns the edits that let the import at `index` of `all`, the names that this declares, be one of `macro_name` of
    /// the library.
    pub(super) fn edits(
        self,
        all: &[Import<'n>],
        index: usize,
        macro_name: &str,
        options: &AnnotateOptions<'_>,
    ) -> Vec<Edit> {
        let (Some(item), Some(import)) = (self.items.get(self.index), all.get(index)) else {
            return Vec::new();
        };
        let renamed = if import.name == macro_name { String::new() } else { format!(" as {}", import.name) };
        let path = format!("{}::{macro_name}{renamed}", options.library);
        let last = self.last_before(options.library);
        let is_last_on_its_line = self.text.get(item.range.end..).is_some_and(is_blank_line);
        let is_alone = all.len() == 1;
        if is_alone && (last == self.index || !is_last_on_its_line) {
            return vec![Edit::replace(names_of(item), path)];
        }
        let start = item.attributes.first().map_or(item.range.start, |attribute| attribute.range.start);
        let removed = if is_alone {
            vec![Edit::remove(alone_on_its_lines(self.text, start..item.range.end))]
        } else {
            without_name(item, import, self.text)
        };
        if removed.is_empty() {
            return removed;
        }
        let head = item.range.start..import_keyword(item);
        let visibility = self.text.get(head).unwrap_or_default();
        let mut lines: Vec<String> = item
            .attributes
            .iter()
            .filter_map(|it| self.text.get(it.range.clone()))
            .map(str::to_owned)
            .collect();
        lines.push(format!("{visibility}use {path};"));
        std::iter::once(self.inserted(item, start, last, &lines)).chain(removed).collect()
    }

    /// Returns the insertion of the declaration in `lines` below the one at the index `last`, or above this one if that has
    /// its line to itself no more than this.
    fn inserted(self, item: &RustItem<'n>, start: usize, last: usize, lines: &[String]) -> Edit {
        let of_file = Lines::of(self.text);
        let indentation = of_file.indentation(start).unwrap_or_default();
        let line_break = of_file.line_break(item.range.end);
        let end = self.items.get(last).and_then(|last| end_of_line(self.text, last.range.end));
        match end.filter(|_| of_file.indentation(start).is_some()) {
            Some(end) => {
                let text: String =
                    lines.iter().map(|line| format!("{line_break}{indentation}{line}")).collect();
                Edit::insert(end, text)
            }
            None => Edit::insert(start, of_file.above(start, &lines.join(" "))),
        }
    }

    /// Returns the index of the last declaration in front of which rustfmt does not put one of `library`: this one, or one
    /// of those that follow it without an empty line.
    fn last_before(self, library: &str) -> usize {
        let parent = self.items.get(self.index).and_then(|item| item.parent);
        let mut last = self.index;
        let siblings = self.items.iter().enumerate().skip(self.index + 1);
        for (index, item) in siblings.filter(|(_, item)| item.parent == parent) {
            let Some(before) = self.items.get(last) else { break };
            let start = item.attributes.first().map_or(item.range.start, |attribute| attribute.range.start);
            let is_next = item.kind == RustItemKind::Use
                && self
                    .text
                    .get(before.range.end..start)
                    .is_some_and(|between| between.trim().is_empty() && between.matches('\n').count() == 1);
            let all = imports(item.nodes);
            let first = all.first().and_then(|import| import.path.first());
            if !is_next || first.is_none_or(|first| *first >= library) {
                break;
            }
            last = index;
        }
        last
    }
}

/// Returns the bytes of everything that `item` declares.
fn names_of(item: &RustItem<'_>) -> Range<usize> {
    let keyword = import_keyword(item);
    let mut names =
        item.nodes.iter().filter(|node| node.range().start > keyword && !node.is(';')).map(Node::range);
    let first = names.next().unwrap_or(&item.range);
    first.start..names.next_back().unwrap_or(first).end
}

/// Returns where `use` is in `item`.
fn import_keyword(item: &RustItem<'_>) -> usize {
    item.nodes.iter().find(|node| node.is_keyword("use")).map_or(item.range.start, |node| node.range().start)
}

/// Whether nothing is on the rest of a line.
fn is_blank_line(rest: &str) -> bool {
    rest.split('\n').next().unwrap_or_default().trim().is_empty()
}

/// Returns the end of the line with the byte `at`, if nothing but a comment is behind it there.
fn end_of_line(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let line = rest.split('\n').next()?.trim_end();
    let behind = line.trim_start();
    (behind.is_empty() || behind.starts_with("//")).then_some(at + line.len())
}

/// Returns the edits that take the import at `index` out of a group, whose braces go too if one name is left.
fn without_name(item: &RustItem<'_>, import: &Import<'_>, text: &str) -> Vec<Edit> {
    let Some(removed) = without_import(item.nodes, &import.range, text) else { return Vec::new() };
    if let Some(group) = group_of(item.nodes, &import.range)
        && let Some(left) = left_in(group, &removed, text)
    {
        return vec![Edit::replace(group.range.clone(), left)];
    }
    vec![Edit::remove(removed)]
}

/// Returns what is left in `group` without the bytes of `removed`, if it is one name that needs no braces.
fn left_in(group: &TokenGroup, removed: &Range<usize>, text: &str) -> Option<String> {
    let left: Vec<&Node> = group
        .nodes
        .iter()
        .filter(|node| node.range().end <= removed.start || node.range().start >= removed.end)
        .collect();
    let is_one = left.iter().rev().skip(1).all(|node| !node.is(','));
    let is_module_itself = left.first().is_some_and(|node| node.is_keyword("self"));
    let start = left.first()?.range().start;
    let end = left.iter().rev().find(|node| !node.is(','))?.range().end;
    // Comments would be lost with the braces around them.
    let inside = text.get(group.range.clone())?;
    let has_comments = inside.contains("//") || inside.contains("/*");
    (is_one && !is_module_itself && !has_comments).then(|| text.get(start..end).map(str::to_owned))?
}
