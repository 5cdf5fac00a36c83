//! Blank lines, where ruff and black leave them.
//!
//! Some of what they ask for is not what one would write by hand. A class body has no blank line between a function without
//! a docstring and a class with a decorator, because black removes it, and none below a docstring where an attribute
//! follows. At the top of a file, they disagree on the first of these, so functions come after all classes there. They also
//! disagree on an `if` or an `else` below `class A: ...` in a block, where only ruff wants a blank line. black leaves that
//! line alone below `# fmt: skip`.

use crate::generate::model::{Class, Node};

/// Whether there is a blank line between `before` and `after`.
pub(super) fn blank_line_between(before: &Node, after: &Node, depth: usize, docstrings: bool) -> bool {
    let is_top = depth == 0;
    match (before, after) {
        (Node::Class(a), Node::Class(b)) => !(is_short(a, docstrings) && is_short(b, docstrings)),
        (Node::Class(a), Node::Attribute(_) | Node::Alias(_)) => is_top || !is_short(a, docstrings),
        (Node::Class(_), Node::Function(b)) => is_top || b.since.is_none(),
        (Node::Function(_), Node::Class(b)) => {
            is_top || ends_with_docstring(before, docstrings) || b.decorators.is_empty()
        }
        (Node::Attribute(_) | Node::Alias(_), Node::Class(_)) => true,
        (Node::Function(a), Node::Function(b)) => match (&a.since, &b.since) {
            (_, Some(_)) => false,
            (Some(_), None) => true,
            (None, None) => ends_with_docstring(before, docstrings),
        },
        (Node::Function(_), Node::Attribute(_) | Node::Alias(_)) => {
            is_top || !ends_with_docstring(before, docstrings)
        }
        (Node::Attribute(_) | Node::Alias(_), Node::Function(_)) => {
            is_top || ends_with_docstring(after, docstrings)
        }
        (Node::Attribute(_) | Node::Alias(_), Node::Attribute(_) | Node::Alias(_)) => {
            ends_with_docstring(before, docstrings) || ends_with_docstring(after, docstrings)
        }
    }
}

/// What is between a statement and a comment below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AboveComment {
    /// The end of the line.
    Nothing,
    /// A blank line.
    Blank,
    /// A blank line, and a comment beside the statement that keeps black from removing it.
    BlankBelowSkip,
}

/// Returns what is between `before` and a comment below it, after which `after` follows, or nothing in its block.
pub(super) fn above_comment(
    before: &Node,
    after: Option<&Node>,
    depth: usize,
    docstrings: bool,
) -> AboveComment {
    let is_top = depth == 0;
    match (before, after) {
        (Node::Class(a), Some(Node::Class(b))) if !is_top && is_short(a, docstrings) => {
            if is_short(b, docstrings) { AboveComment::Nothing } else { AboveComment::BlankBelowSkip }
        }
        (Node::Class(a), Some(Node::Attribute(_) | Node::Alias(_))) if !is_top && is_short(a, docstrings) => {
            AboveComment::Nothing
        }
        (Node::Class(a), Some(Node::Function(_)) | None) if !is_top && is_short(a, docstrings) => {
            AboveComment::BlankBelowSkip
        }
        (Node::Class(_), _) | (_, Some(Node::Class(_))) => AboveComment::Blank,
        (Node::Attribute(_) | Node::Alias(_), Some(Node::Attribute(_) | Node::Alias(_)) | None) => {
            AboveComment::Nothing
        }
        (Node::Function(_) | Node::Attribute(_) | Node::Alias(_), Some(Node::Function(_)))
        | (Node::Function(_), Some(Node::Attribute(_) | Node::Alias(_)) | None) => {
            if is_top {
                AboveComment::Blank
            } else {
                AboveComment::Nothing
            }
        }
    }
}

/// Whether there is a blank line between two runs of statements, one of which is an `if`. `last` is the last statement of the
/// first one, and `next` is the first of the second one if that is not an `if`.
pub(super) fn blank_line_between_runs(last: Option<&Node>, next: Option<&Node>, depth: usize) -> bool {
    let before_definition = matches!(next, Some(Node::Class(_) | Node::Function(_)));
    depth == 0 || before_definition || matches!(last, Some(Node::Class(_)))
}

/// Whether there is a blank line before an `else`. `last` is the last statement above it.
pub(super) fn blank_line_before_else(last: Option<&Node>, depth: usize) -> bool {
    last.is_some_and(|last| match last {
        Node::Function(_) => depth == 0,
        Node::Class(_) => true,
        Node::Attribute(_) | Node::Alias(_) => false,
    })
}

/// Whether ruff and black disagree about the blank line between `last` and an `if` or an `else` below it.
pub(super) fn is_disputed_above_if(last: Option<&Node>, depth: usize, docstrings: bool) -> bool {
    depth > 0 && matches!(last, Some(Node::Class(class)) if is_short(class, docstrings))
}

/// Whether ruff and black agree only without a blank line between `before` and a statement whose first line tells them to leave
/// it as it is.
pub(super) fn is_disputed_above_skip(before: &Node, depth: usize, docstrings: bool) -> bool {
    depth > 0 && matches!(before, Node::Function(_)) && ends_with_docstring(before, docstrings)
}

/// Whether the last line of `node`, which is not a class, is its docstring.
fn ends_with_docstring(node: &Node, docstrings: bool) -> bool {
    docstrings && !node.doc().trim().is_empty()
}

/// Whether it is written on one line: `class A: ...`.
fn is_short(class: &Class, docstrings: bool) -> bool {
    let has_doc = docstrings && !class.doc.trim().is_empty();
    class.body.is_empty() && class.decorators.is_empty() && !has_doc
}
