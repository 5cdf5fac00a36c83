//! Merges the statements of one scope: those that all targets have come first, and the others follow, by condition.

use super::conditions::{Target, conditions};
use crate::generate::model::{Class, Node, When};

/// The statements of one scope on some of the targets.
pub(super) struct Scopes<'t> {
    /// All targets.
    pub targets: &'t [Target],
    /// The indices of the targets that have the scope, with its statements there.
    pub bodies: Vec<(usize, Vec<Node>)>,
}

/// The statements of one name on some of the targets: overloads, or the parts of a property.
struct NamedStatements {
    name: String,
    /// The indices of the targets, and the statements there.
    found: Vec<(usize, Vec<Node>)>,
}

impl Scopes<'_> {
    /// Returns the statements of all targets, each with its conditions.
    pub(super) fn merged(self) -> Vec<Node> {
        let Self { targets, bodies } = self;
        let all: Vec<usize> = bodies.iter().map(|(index, _)| *index).collect();
        let mut always = Vec::new();
        let mut sometimes: Vec<(When, Vec<Node>)> = Vec::new();
        for NamedStatements { found, .. } in by_name(bodies) {
            for (indices, nodes) in variants(targets, found) {
                for when in conditions(targets, &all, &indices) {
                    if when.is_always() {
                        always.extend(nodes.iter().cloned());
                    } else {
                        sometimes.push((when.clone(), with_condition(&nodes, &when)));
                    }
                }
            }
        }
        sometimes.sort_by(|(a, _), (b, _)| a.tests().cmp(&b.tests()));
        always.extend(sometimes.into_iter().flat_map(|(_, nodes)| nodes));
        always
    }
}

impl NamedStatements {
    /// Adds statements of a target, which may have others of the name.
    fn add(&mut self, index: usize, nodes: Vec<Node>) {
        match self.found.last_mut() {
            Some((last, known)) if *last == index => known.extend(nodes),
            _ => self.found.push((index, nodes)),
        }
    }
}

/// Returns the statements of each name, in the order of the first target. A name that it lacks follows the name before it.
fn by_name(bodies: Vec<(usize, Vec<Node>)>) -> Vec<NamedStatements> {
    let mut merged: Vec<NamedStatements> = Vec::new();
    for (index, nodes) in bodies {
        let mut place = 0;
        for group in in_groups(nodes) {
            let name = group.first().map(|node| node.name().to_owned()).unwrap_or_default();
            match merged.iter().position(|named| named.name == name) {
                Some(known) => {
                    place = known + 1;
                    if let Some(named) = merged.get_mut(known) {
                        named.add(index, group);
                    }
                }
                None => {
                    merged.insert(place, NamedStatements { name, found: vec![(index, group)] });
                    place += 1;
                }
            }
        }
    }
    merged
}

/// Splits statements into groups of neighbours with one name.
fn in_groups(nodes: Vec<Node>) -> Vec<Vec<Node>> {
    let mut groups: Vec<Vec<Node>> = Vec::new();
    for node in nodes {
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|first| first.name() == node.name()) => group.push(node),
            _ => groups.push(vec![node]),
        }
    }
    groups
}

/// Returns the different forms of a name, each with the targets that have it. The bodies of classes are merged if
/// everything else is the same.
fn variants(targets: &[Target], found: Vec<(usize, Vec<Node>)>) -> Vec<(Vec<usize>, Vec<Node>)> {
    let mut heads: Vec<Vec<Node>> = Vec::new();
    let mut variants: Vec<Vec<(usize, Vec<Node>)>> = Vec::new();
    for (index, nodes) in found {
        let head: Vec<Node> = nodes.iter().map(head).collect();
        let known = heads.iter().position(|known| *known == head);
        match known.and_then(|at| variants.get_mut(at)) {
            Some(holders) => holders.push((index, nodes)),
            None => {
                heads.push(head);
                variants.push(vec![(index, nodes)]);
            }
        }
    }
    let merged = variants.into_iter().map(|holders| {
        let indices = holders.iter().map(|(index, _)| *index).collect();
        (indices, one(targets, holders))
    });
    merged.collect()
}

/// Returns the statements of the first of `holders`, whose statements differ only in the bodies of classes.
fn one(targets: &[Target], holders: Vec<(usize, Vec<Node>)>) -> Vec<Node> {
    let mut nodes = holders.first().map(|(_, nodes)| nodes.clone()).unwrap_or_default();
    for (place, node) in nodes.iter_mut().enumerate() {
        let Node::Class(class) = node else { continue };
        let body = |nodes: &Vec<Node>| match nodes.get(place) {
            Some(Node::Class(class)) => class.body.clone(),
            _ => Vec::new(),
        };
        let bodies = holders.iter().map(|(index, nodes)| (*index, body(nodes))).collect();
        class.body = Scopes { targets, bodies }.merged();
    }
    nodes
}

/// Returns the parts of `node` that make it another form: everything but its place, its docstring and the body of a class.
fn head(node: &Node) -> Node {
    let mut head = match node {
        Node::Class(class) => Node::Class(Class { body: Vec::new(), ..class.clone() }),
        other => other.clone(),
    };
    match &mut head {
        Node::Attribute(it) => (it.position, it.doc) = (None, String::new()),
        Node::Alias(it) => (it.position, it.doc) = (None, String::new()),
        Node::Class(it) => (it.position, it.doc) = (None, String::new()),
        Node::Function(it) => (it.position, it.doc) = (None, String::new()),
    }
    head
}

fn with_condition(nodes: &[Node], when: &When) -> Vec<Node> {
    let mut nodes = nodes.to_vec();
    nodes.iter_mut().for_each(|node| *node.when_mut() = when.clone());
    nodes
}
