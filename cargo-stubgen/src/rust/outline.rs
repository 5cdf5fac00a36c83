//! The items of a file, in modules, functions and macros, in the order of the text.

use super::attributes::{AttributeMeta, RustAttribute, attribute};
use super::heads::{Head, head};
use super::kinds::RustItemKind;
use super::nodes::{Delimiter, Node, TokenGroup};
use std::ops::Range;

/// The items of a file.
#[derive(Debug, Default)]
pub struct Outline<'n> {
    /// The items in the order of the text, so an item is before those in it.
    pub items: Vec<RustItem<'n>>,
}

/// An item.
#[derive(Debug)]
pub struct RustItem<'n> {
    /// Its attributes and doc comments.
    pub attributes: Vec<RustAttribute<'n>>,
    /// Its kind.
    pub kind: RustItemKind,
    /// Its name, or the name of the type that an `impl` is for. Names that a macro provides are not known.
    pub name: Option<&'n str>,
    /// The last word of the trait that an `impl` implements.
    pub of_trait: Option<&'n str>,
    /// The words of the path of a macro that is called.
    pub path: Vec<&'n str>,
    /// The bytes of that path.
    pub path_range: Range<usize>,
    /// The bytes of the item without its attributes.
    pub range: Range<usize>,
    /// The nodes of the item without its attributes.
    pub nodes: &'n [Node],
    /// The group at its end, if it has one: the body of a function or the arguments of a macro.
    pub body: Option<&'n TokenGroup>,
    /// The index of the item around it.
    pub parent: Option<usize>,
    /// Which part of a `macro_rules!` it is in, if that is the item around it.
    pub arm: Option<MacroArm>,
}

/// A part of a rule of `macro_rules!`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MacroArm {
    /// What the rule matches.
    Matched,
    /// What it expands to.
    Expanded,
}

impl<'n> RustItem<'n> {
    /// Returns everything that its attributes bring, with the index of the attribute.
    pub fn metas(&self) -> impl Iterator<Item = (usize, &AttributeMeta<'n>)> {
        let attributes = self.attributes.iter().enumerate();
        attributes.flat_map(|(index, attribute)| attribute.metas.iter().map(move |meta| (index, meta)))
    }

    /// Returns the first byte of its name.
    pub fn name_start(&self) -> Option<usize> {
        let name = self.name?;
        self.nodes.iter().find(|node| node.word() == Some(name)).map(|node| node.range().start)
    }

    /// Whether it has this attribute without a condition, with these words as its only argument.
    pub fn has(&self, name: &str, argument: &str) -> bool {
        self.metas().any(|(_, meta)| {
            let words = meta.arguments().map(|group| group.nodes.as_slice());
            meta.path == [name]
                && meta.conditions.is_empty()
                && matches!(words, Some([node]) if node.word() == Some(argument))
        })
    }
}

impl<'n> Outline<'n> {
    /// Returns the items around the item at `index`, the innermost first.
    pub fn around(&self, index: usize) -> impl Iterator<Item = &RustItem<'n>> {
        let parent = |item: &&RustItem<'n>| item.parent.and_then(|parent| self.items.get(parent));
        let first = self.items.get(index).as_ref().and_then(parent);
        std::iter::successors(first, parent)
    }
}

/// Returns the items of `nodes`, a whole file.
pub fn outline(nodes: &[Node]) -> Outline<'_> {
    let mut outline = Outline::default();
    scan(nodes, None, None, &mut outline);
    outline
}

/// Adds the items among `nodes`, which are in the item `parent`.
fn scan<'n>(nodes: &'n [Node], parent: Option<usize>, arm: Option<MacroArm>, outline: &mut Outline<'n>) {
    let mut at = 0;
    while let Some(rest) = nodes.get(at..).filter(|rest| !rest.is_empty()) {
        let (attributes, length) = attributes(rest);
        let behind = rest.get(length..).unwrap_or_default();
        // A path continues, and so does an expression behind a dot.
        let is_inside = at > 0 && length == 0 && nodes.get(at - 1).is_some_and(|it| it.is(':') || it.is('.'));
        if let Some(head) = head(behind).filter(|_| !is_inside) {
            at += length + head.length;
            add(behind, attributes, head, parent, arm, outline);
            continue;
        }
        if length == 0 {
            if let Some(Node::Group(group)) = rest.first() {
                scan(&group.nodes, parent, arm, outline);
            }
            at += 1;
        } else {
            at += length;
            outline.items.push(other(attributes, parent, arm));
        }
    }
}

/// Returns what has `attributes` and is not an item.
fn other(attributes: Vec<RustAttribute<'_>>, parent: Option<usize>, arm: Option<MacroArm>) -> RustItem<'_> {
    let end = attributes.last().map_or(0, |attribute| attribute.range.end);
    RustItem {
        attributes,
        kind: RustItemKind::Other,
        name: None,
        of_trait: None,
        path: Vec::new(),
        path_range: end..end,
        range: end..end,
        nodes: &[],
        body: None,
        parent,
        arm,
    }
}

/// Returns the outer attributes at the beginning of `nodes`, and how many nodes they have.
fn attributes(nodes: &[Node]) -> (Vec<RustAttribute<'_>>, usize) {
    let (mut attributes, mut length) = (Vec::new(), 0);
    while let Some((found, count)) = nodes.get(length..).and_then(attribute) {
        attributes.push(found);
        length += count;
    }
    (attributes, length)
}

/// Adds the item with this head, and those in it.
fn add<'n>(
    nodes: &'n [Node],
    attributes: Vec<RustAttribute<'n>>,
    head: Head<'n>,
    parent: Option<usize>,
    arm: Option<MacroArm>,
    outline: &mut Outline<'n>,
) {
    let nodes = nodes.get(..head.length).unwrap_or(nodes);
    let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else { return };
    let Head { kind, name, of_trait, path, path_range, body, .. } = head;
    let range = first.range().start..last.range().end;
    let index = outline.items.len();
    outline.items.push(RustItem {
        attributes,
        kind,
        name,
        of_trait,
        path,
        path_range,
        range,
        nodes,
        body,
        parent,
        arm,
    });
    if kind == RustItemKind::MacroRules {
        let body = body.map(|body| body.nodes.as_slice()).unwrap_or_default();
        for rule in body.split(|node| node.is(';')) {
            let groups = rule.iter().filter_map(|node| match node {
                Node::Group(group) => Some(group),
                Node::Ident(..) | Node::Punct(..) | Node::Literal(..) => None,
            });
            for (group, arm) in groups.zip([MacroArm::Matched, MacroArm::Expanded]) {
                scan(&group.nodes, Some(index), Some(arm), outline);
            }
        }
        return;
    }
    // Default values, array lengths and arguments may have items in them as well.
    for node in nodes {
        if let Node::Group(group) = node {
            let is_list = group.delimiter == Delimiter::Parenthesis && kind == RustItemKind::Fn;
            if !is_list {
                scan(&group.nodes, Some(index), None, outline);
            }
        }
    }
}
