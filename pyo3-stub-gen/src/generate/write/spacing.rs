//! Blank lines, placed as in a stub that is written by hand.

use crate::generate::model::{Class, Node};

/// Whether there is a blank line between `before` and `after`.
pub(super) fn blank_line_between(before: &Node, after: &Node, depth: usize, docstrings: bool) -> bool {
    match (before, after) {
        (Node::Function(a), Node::Function(b)) if a.name == b.name => has_body(before, docstrings),
        (Node::Class(a), Node::Class(b)) => !is_short(a, docstrings) || !is_short(b, docstrings),
        (Node::Class(_), _) | (_, Node::Class(_)) => true,
        (Node::Function(_), Node::Attribute(_)) => true,
        (Node::Attribute(_) | Node::Alias(_), Node::Function(_)) => depth == 0 || has_body(after, docstrings),
        _ => has_body(before, docstrings) || has_body(after, docstrings),
    }
}

/// Whether `node` takes more than one line because of its docstring.
fn has_body(node: &Node, docstrings: bool) -> bool {
    match node {
        Node::Class(class) => !is_short(class, docstrings),
        Node::Attribute(_) | Node::Alias(_) | Node::Function(_) => {
            docstrings && !node.doc().trim().is_empty()
        }
    }
}

/// Whether it is written on one line: `class A: ...`.
fn is_short(class: &Class, docstrings: bool) -> bool {
    let has_doc = docstrings && !class.doc.trim().is_empty();
    class.body.is_empty() && class.decorators.is_empty() && !has_doc
}
