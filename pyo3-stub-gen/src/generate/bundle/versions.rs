//! Definitions that differ only in what a version of Python shows. The generator writes them as two branches of an `if`, and
//! has one node for both.

use crate::generate::model::{Class, Decorator, Expr, Function, Node, Since, Test, VersionedDecorator, When};

/// Joins each pair of neighbours in `nodes` that is one node of the model.
pub(super) fn join(nodes: &mut Vec<Node>) {
    let mut index = 0;
    while index + 1 < nodes.len() {
        if let Some(joined) = joined(&nodes[index], &nodes[index + 1]) {
            nodes.splice(index..index + 2, [joined]);
        }
        index += 1;
    }
}

fn joined(first: &Node, second: &Node) -> Option<Node> {
    let (outer, version) = since(first.when(), second.when())?;
    match (first, second) {
        (Node::Class(new), Node::Class(old)) => class(new, old, version, outer).map(Node::Class),
        (Node::Function(new), Node::Function(old)) => function(new, old, version, outer).map(Node::Function),
        _ => None,
    }
}

/// Returns the conditions around an `if` with these branches, and the version that it asks for.
fn since(new: &When, old: &When) -> Option<(When, (u32, u32))> {
    let (new, outer) = new.checks.split_last()?;
    let (old, same) = old.checks.split_last()?;
    match (&new.test, &old.test) {
        (Test::Version { version, is_older: false }, Test::Version { version: other, is_older: true })
            if version == other && outer == same =>
        {
            Some((When { checks: outer.to_vec() }, *version))
        }
        _ => None,
    }
}

fn class(new: &Class, old: &Class, version: (u32, u32), outer: When) -> Option<Class> {
    if new.decorators.len() != old.decorators.len() + 1 {
        return None;
    }
    let differs = (0..old.decorators.len()).find(|&index| new.decorators[index] != old.decorators[index]);
    let at = differs.unwrap_or(old.decorators.len());
    let mut class = Class { when: outer, ..new.clone() };
    let Decorator::Plain(name @ Expr::Name(_)) = class.decorators.remove(at) else { return None };
    let other = Class { when: class.when.clone(), position: class.position.clone(), ..old.clone() };
    if class != without_positions(other, &class) {
        return None;
    }
    class.decorators.insert(at, Decorator::Since(VersionedDecorator::new(name, version)));
    Some(class)
}

/// Returns `class` with the positions of `like`, which do not matter here.
fn without_positions(mut class: Class, like: &Class) -> Class {
    if class.body.len() == like.body.len() {
        for (node, like) in class.body.iter_mut().zip(&like.body) {
            match (node, like) {
                (Node::Attribute(node), Node::Attribute(like)) => node.position.clone_from(&like.position),
                (Node::Alias(node), Node::Alias(like)) => node.position.clone_from(&like.position),
                (Node::Function(node), Node::Function(like)) => node.position.clone_from(&like.position),
                (Node::Class(node), Node::Class(like)) => {
                    node.position.clone_from(&like.position);
                    *node = without_positions(node.clone(), like);
                }
                _ => {}
            }
        }
    }
    class
}

fn function(new: &Function, old: &Function, version: (u32, u32), outer: When) -> Option<Function> {
    let mut old = Function { when: outer.clone(), position: new.position.clone(), ..old.clone() };
    let first = old.decorators.first();
    if !matches!(first, Some(Decorator::Plain(expr)) if expr.is_external("typing", "type_check_only")) {
        return None;
    }
    old.decorators.remove(0);
    let new = Function { when: outer, ..new.clone() };
    (new == old).then(|| Function { since: Some(Since::new(version)), ..new })
}
