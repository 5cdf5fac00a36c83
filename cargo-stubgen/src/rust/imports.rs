//! The names that `use` declares.

use super::nodes::{Delimiter, Node, split};
use std::ops::Range;

/// One name of a `use` declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import<'n> {
    /// The words of the full path. A glob ends with `*`.
    pub path: Vec<&'n str>,
    /// The name that it has here.
    pub name: &'n str,
    /// The bytes of the part of the declaration that is about this name alone.
    pub range: Range<usize>,
    /// Whether the whole declaration is about this name alone.
    pub is_alone: bool,
}

/// Returns the names that the nodes of a `use` declaration declare.
pub fn imports(nodes: &[Node]) -> Vec<Import<'_>> {
    let Some(keyword) = nodes.iter().position(|node| node.is_keyword("use")) else { return Vec::new() };
    let rest = nodes.get(keyword + 1..).unwrap_or_default();
    let end = rest.iter().position(|node| node.is(';')).unwrap_or(rest.len());
    let mut found = Vec::new();
    add(rest.get(..end).unwrap_or_default(), &[], true, &mut found);
    found
}

fn add<'n>(nodes: &'n [Node], before: &[&'n str], is_alone: bool, found: &mut Vec<Import<'n>>) {
    let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else { return };
    let range = first.range().start..last.range().end;
    let mut path = before.to_vec();
    let mut renamed = None;
    for (index, node) in nodes.iter().enumerate() {
        if let Some(group) = node.group(Delimiter::Brace) {
            split(&group.nodes).into_iter().for_each(|part| add(part, &path, false, found));
            return;
        }
        if node.is_keyword("as") {
            renamed = nodes.get(index + 1).and_then(Node::word);
            break;
        }
        match node {
            Node::Ident(..) => path.extend(node.word()),
            Node::Punct('*', ..) => path.push("*"),
            Node::Punct(..) | Node::Literal(..) | Node::Group(_) => {}
        }
    }
    // `pyo3::{self}` is `pyo3`.
    if path.len() > 1 && path.last() == Some(&"self") {
        path.pop();
    }
    if let Some(name) = renamed.or(path.last().copied()) {
        found.push(Import { path, name, range, is_alone });
    }
}

/// Returns the bytes to remove so that the import at `index` of `all` leaves its group, with one of the commas beside it,
/// unless it is in a group of its own.
pub fn without_import(all: &[Import<'_>], index: usize, text: &str) -> Option<Range<usize>> {
    let import = all.get(index)?;
    let (previous, next) = (index.checked_sub(1).and_then(|it| all.get(it)), all.get(index + 1));
    match (previous, next) {
        (_, Some(next)) if is_comma(text, import.range.end..next.range.start) => {
            Some(import.range.start..next.range.start)
        }
        (Some(previous), _) if is_comma(text, previous.range.end..import.range.start) => {
            Some(previous.range.end..import.range.end)
        }
        _ => None,
    }
}

/// Whether only a comma is in these bytes of `text`.
fn is_comma(text: &str, between: Range<usize>) -> bool {
    text.get(between).is_some_and(|between| between.trim() == ",")
}
