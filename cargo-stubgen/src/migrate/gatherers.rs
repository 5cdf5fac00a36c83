//! The function that collected the items for a program of the project: `define_stub_info_gatherer!`, or one by hand.

use crate::edit::{Edit, alone_on_its_lines};
use crate::rust::{Delimiter, Node, Outline, RustItem, RustItemKind, imports, without_import};
use crate::sources::SourceFile;
use std::ops::Range;

/// The macro.
const MACRO: &str = "define_stub_info_gatherer";

/// What the function returns.
const RESULT: &str = "StubInfo";

/// The function that collected the items.
#[derive(Debug)]
pub struct Gatherer<'n> {
    /// Its name.
    pub name: &'n str,
    /// Its bytes, with its attributes.
    range: Range<usize>,
}

/// Returns the functions of a file that collect the items.
pub fn gatherers<'n>(file: &SourceFile, outline: &Outline<'n>) -> Vec<Gatherer<'n>> {
    let items = outline.items.iter().filter(|item| item.parent.is_none());
    items.filter_map(|item| gatherer(file, item)).collect()
}

fn gatherer<'n>(file: &SourceFile, item: &RustItem<'n>) -> Option<Gatherer<'n>> {
    let start = item.attributes.first().map_or(item.range.start, |attribute| attribute.range.start);
    match item.kind {
        RustItemKind::MacroCall if item.name == Some(MACRO) => {
            let name = item.body?.nodes.first()?.word()?;
            let rest = file.text.get(item.range.end..)?;
            let end = if rest.starts_with(';') { item.range.end + 1 } else { item.range.end };
            Some(Gatherer { name, range: start..end })
        }
        RustItemKind::Fn => {
            let parameters = item.nodes.iter().find_map(|node| node.group(Delimiter::Parenthesis))?;
            let head = item.nodes.iter().take_while(|node| node.group(Delimiter::Brace).is_none());
            let returns = head.filter_map(Node::word).any(|word| word == RESULT);
            (parameters.nodes.is_empty() && returns)
                .then_some(Gatherer { name: item.name?, range: start..item.range.end })
        }
        _ => None,
    }
}

/// Returns the edits that remove `removed`, with the imports that only they need.
pub fn removal(file: &SourceFile, outline: &Outline<'_>, removed: &[Gatherer<'_>]) -> Vec<Edit> {
    let ranges: Vec<Range<usize>> =
        removed.iter().map(|gatherer| with_blank_line(&file.text, gatherer.range.clone())).collect();
    let mut edits: Vec<Edit> = ranges.iter().cloned().map(Edit::remove).collect();
    for item in outline.items.iter().filter(|item| item.kind == RustItemKind::Use) {
        let is_public = item.nodes.first().is_some_and(|node| node.is_keyword("pub"));
        let all = imports(item.nodes);
        for import in all.iter().filter(|_| !is_public) {
            let was_needed = import.name == MACRO || import.name == RESULT;
            if !was_needed || is_used(&file.nodes, import.name, &ranges, &item.range) {
                continue;
            }
            let start = item.attributes.first().map_or(item.range.start, |it| it.range.start);
            edits.extend(match import.is_alone {
                true => Some(Edit::remove(alone_on_its_lines(&file.text, start..item.range.end))),
                false => without_import(item.nodes, &import.range, &file.text).map(Edit::remove),
            });
        }
    }
    edits
}

/// Whether `name` is among `nodes`, apart from the bytes of `ranges` and of the import.
fn is_used(nodes: &[Node], name: &str, ranges: &[Range<usize>], import: &Range<usize>) -> bool {
    nodes.iter().any(|node| match node {
        Node::Group(group) => is_used(&group.nodes, name, ranges, import),
        Node::Ident(word, at) => {
            word == name
                && !import.contains(&at.start)
                && !ranges.iter().any(|range| range.contains(&at.start))
        }
        Node::Punct(..) | Node::Literal(..) => false,
    })
}

/// Returns where the comments begin that are directly above the line at `start`, or `start`.
fn with_comments(text: &str, start: usize) -> usize {
    let before = text.get(..start).unwrap_or_default();
    let comments = before.split_inclusive('\n').rev().take_while(|line| line.trim_start().starts_with("//"));
    start - comments.map(str::len).sum::<usize>()
}

/// Returns the lines of `range` and the comments above them, with one of the blank lines around them if there are two.
fn with_blank_line(text: &str, range: Range<usize>) -> Range<usize> {
    let range = alone_on_its_lines(text, range);
    let range = with_comments(text, range.start)..range.end;
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    let is_blank_before = before.is_empty() || before.ends_with("\n\n") || before.ends_with("\r\n\r\n");
    let line_break = ["\r\n", "\n"].into_iter().find(|it| behind.starts_with(it));
    match line_break {
        Some(line_break) if is_blank_before => range.start..range.end + line_break.len(),
        None if behind.is_empty() && is_blank_before => {
            let length = if before.ends_with("\r\n") { 2 } else { 1 };
            range.start.saturating_sub(length)..range.end
        }
        Some(_) | None => range,
    }
}
