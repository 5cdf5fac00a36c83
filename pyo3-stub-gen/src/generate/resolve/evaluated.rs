//! Values, which are evaluated in order, so a value must not refer to a class that is defined later.
//!
//! Annotations in a stub may refer to any class.

use super::parts::{Part, Parts};
use crate::generate::model::visit;
use crate::generate::model::{Attribute, Expr, Node, Symbol};
use std::collections::HashSet;

/// Moves the functions at the top of a file whose defaults name a class of the file below the classes. A value that
/// still refers to a later definition is removed from an attribute, and is `...` for a parameter.
pub(super) fn settle(nodes: &mut Vec<Node>, part: &Part, parts: &Parts) {
    let mut values = Values { part, parts, defined: HashSet::new() };
    if !nodes.iter().any(|node| values.has_early(node)) {
        return;
    }
    let is_early = |node: &Node| matches!(node, Node::Function(_)) && values.has_early(node);
    let names: HashSet<String> =
        nodes.iter().filter(|node| is_early(node)).map(|node| node.name().to_owned()).collect();
    let is_moved = |node: &Node| matches!(node, Node::Function(function) if names.contains(&function.name));
    let (moved, mut kept): (Vec<Node>, Vec<Node>) = std::mem::take(nodes).into_iter().partition(is_moved);
    let end =
        kept.iter().rposition(|node| matches!(node, Node::Class(_))).map_or(kept.len(), |last| last + 1);
    kept.splice(end..end, moved);
    *nodes = kept;
    for node in nodes {
        values.settle(node);
        values.defined.insert(node.name().to_owned());
    }
}

struct Values<'p> {
    part: &'p Part,
    parts: &'p Parts,
    /// The names at the top of the file that are defined so far.
    defined: HashSet<String>,
}

impl Values<'_> {
    /// Whether a value of `node` refers to a later definition.
    fn has_early(&self, node: &Node) -> bool {
        let mut found = false;
        visit::nodes(std::slice::from_ref(node), &mut |node| match node {
            Node::Attribute(attribute) => {
                found |= attribute.annotation.is_some()
                    && attribute.value.as_ref().is_some_and(|value| self.is_early(value));
            }
            Node::Function(function) => {
                let mut defaults = function.parameters.iter().filter_map(|it| it.default.as_ref());
                found |= defaults.any(|default| self.is_early(default));
            }
            Node::Alias(_) | Node::Class(_) => {}
        });
        found
    }

    /// Removes the values of `node` that refer to later definitions.
    fn settle(&mut self, node: &mut Node) {
        match node {
            Node::Attribute(Attribute { annotation: Some(_), value, .. }) => {
                if value.as_ref().is_some_and(|value| self.is_early(value)) {
                    *value = None;
                }
            }
            Node::Attribute(_) | Node::Alias(_) => {}
            Node::Class(class) => class.body.iter_mut().for_each(|node| self.settle(node)),
            Node::Function(function) => {
                for parameter in &mut function.parameters {
                    if parameter.default.as_ref().is_some_and(|default| self.is_early(default)) {
                        parameter.default = Some(Expr::Ellipsis);
                    }
                }
            }
        }
    }

    fn is_early(&self, value: &Expr) -> bool {
        let mut found = false;
        value.for_each_symbol(&mut |symbol| {
            let Symbol::Local(name) = symbol else { return };
            let is_here = self.parts.elsewhere(symbol, self.part).is_none();
            let place = self.part.name(name);
            found |= is_here && !self.defined.contains(place.split('.').next().unwrap_or_default());
        });
        found
    }
}
