//! Outer attributes, and what `cfg_attr` brings.

use super::nodes::{Delimiter, Node, TokenGroup, split};
use std::ops::Range;

/// An outer attribute, `#[…]` or a doc comment.
#[derive(Debug, Clone)]
pub struct RustAttribute<'n> {
    /// The bytes from `#` to `]`, or those of the comment.
    pub range: Range<usize>,
    /// What it brings: itself, or the attributes in a `cfg_attr`.
    pub metas: Vec<AttributeMeta<'n>>,
}

/// An attribute without `#[` and `]`, with the conditions of the `cfg_attr` around it.
#[derive(Debug, Clone)]
pub struct AttributeMeta<'n> {
    /// The words of its path.
    pub path: Vec<&'n str>,
    /// The bytes of its path.
    pub path_range: Range<usize>,
    /// The tokens behind its path, such as a group of arguments.
    pub rest: &'n [Node],
    /// The bytes of the whole.
    pub range: Range<usize>,
    /// The conditions under which it is there, the outermost first.
    pub conditions: Vec<Range<usize>>,
}

impl<'n> AttributeMeta<'n> {
    /// Returns the last word of its path.
    pub fn name(&self) -> &'n str {
        self.path.last().copied().unwrap_or_default()
    }

    /// Returns its arguments in parentheses.
    pub fn arguments(&self) -> Option<&'n TokenGroup> {
        self.rest.first().and_then(|node| node.group(Delimiter::Parenthesis))
    }

    /// Returns the literal behind `=`, as it is written.
    pub fn value(&self) -> Option<&'n str> {
        match self.rest {
            [equals, Node::Literal(text, _)] if equals.is('=') => Some(text),
            _ => None,
        }
    }

    /// Returns the metas of a list: those of `derive(A, b::C)`, for example.
    pub fn listed(&self) -> Vec<AttributeMeta<'n>> {
        let Some(group) = self.arguments() else { return Vec::new() };
        split(&group.nodes).into_iter().filter_map(|part| meta(part, &self.conditions)).collect()
    }
}

/// Returns the outer attribute that begins at `nodes`, and how many nodes it has. A doc comment is one too.
pub(super) fn attribute(nodes: &[Node]) -> Option<(RustAttribute<'_>, usize)> {
    let [hash, Node::Group(group), ..] = nodes else { return None };
    if !hash.is('#') || group.delimiter != Delimiter::Bracket {
        return None;
    }
    let range = hash.range().start..group.range.end;
    let mut metas = Vec::new();
    collect(&group.nodes, &mut Vec::new(), &mut metas);
    Some((RustAttribute { range, metas }, 2))
}

/// Adds the meta `nodes`, or what it brings if it is a `cfg_attr`.
fn collect<'n>(nodes: &'n [Node], conditions: &mut Vec<Range<usize>>, metas: &mut Vec<AttributeMeta<'n>>) {
    let Some(found) = meta(nodes, conditions) else { return };
    let arguments = found.arguments().filter(|_| found.path == ["cfg_attr"]);
    let Some(arguments) = arguments else {
        metas.push(found);
        return;
    };
    let parts = split(&arguments.nodes);
    let Some((condition, brought)) = parts.split_first() else { return };
    let (Some(first), Some(last)) = (condition.first(), condition.last()) else { return };
    conditions.push(first.range().start..last.range().end);
    brought.iter().for_each(|part| collect(part, conditions, metas));
    conditions.pop();
}

/// Returns the meta that `nodes` are.
fn meta<'n>(nodes: &'n [Node], conditions: &[Range<usize>]) -> Option<AttributeMeta<'n>> {
    // `unsafe(no_mangle)` is the only one that is not a path with something behind it.
    let length = nodes.iter().take_while(|node| node.word().is_some() || node.is(':')).count();
    let (path, rest) = nodes.split_at(length);
    let words: Vec<&str> = path.iter().filter_map(Node::word).collect();
    let (first, last) = (path.first()?, path.last()?);
    if words.is_empty() {
        return None;
    }
    Some(AttributeMeta {
        path: words,
        path_range: first.range().start..last.range().end,
        rest,
        range: first.range().start..nodes.last()?.range().end,
        conditions: conditions.to_vec(),
    })
}
