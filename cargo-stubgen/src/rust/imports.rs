//! The names that `use` declares.

use super::nodes::{Delimiter, Node, TokenGroup, split};
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

/// Returns the group of `nodes`, those of a `use` declaration, that directly contains the bytes of `range`.
pub fn group_of<'n>(nodes: &'n [Node], range: &Range<usize>) -> Option<&'n TokenGroup> {
    let mut groups = nodes.iter().filter_map(|node| node.group(Delimiter::Brace));
    let around = groups.find(|group| group.range.start < range.start && range.end < group.range.end)?;
    Some(group_of(&around.nodes, range).unwrap_or(around))
}

/// Returns the bytes to remove so that the import with the bytes of `range` leaves its group in `nodes`, with one of the
/// commas beside it, unless it is in a group of its own. Comments stay.
pub fn without_import(nodes: &[Node], range: &Range<usize>, text: &str) -> Option<Range<usize>> {
    let group = group_of(nodes, range)?;
    let commas = || group.nodes.iter().filter(|node| node.is(',')).map(Node::range);
    let before = commas().rfind(|comma| comma.end <= range.start);
    let behind = commas().find(|comma| comma.start >= range.end);
    let is_last = behind.is_none_or(|comma| group.nodes.last().is_some_and(|node| node.range() == comma));
    match (before, behind) {
        (Some(before), _) if is_last => Some(before.start..range.end),
        (_, Some(behind)) if !is_last => {
            let rest = text.get(behind.end..)?;
            Some(range.start..behind.end + rest.len() - rest.trim_start().len())
        }
        _ => None,
    }
}
