//! Conditions, and the statements that have them.

use super::blocks::{indented, push_block};
use super::expr;
use crate::generate::model::{Check, Node, Test, When};

/// Neighbouring statements under the same conditions.
pub(super) enum Run<'n> {
    /// Statements without further conditions.
    Plain(&'n [Node]),
    /// Statements of a block.
    If {
        /// The condition.
        condition: String,
        /// What follows if it holds.
        then: Vec<Run<'n>>,
        /// What follows if it does not.
        otherwise: Option<Vec<Run<'n>>>,
    },
}

impl<'n> Run<'n> {
    /// Returns the statement that is written last.
    pub(super) fn last(&self) -> Option<&'n Node> {
        match self {
            Self::Plain(nodes) => nodes.last(),
            Self::If { then, otherwise, .. } => last(otherwise.as_deref().unwrap_or(then)),
        }
    }

    /// Returns the first statement, unless it is in an `if`.
    pub(super) fn first_without_if(&self) -> Option<&'n Node> {
        match self {
            Self::Plain(nodes) => nodes.first(),
            Self::If { .. } => None,
        }
    }
}

/// Returns the statement that is written last in `runs`.
pub(super) fn last<'n>(runs: &[Run<'n>]) -> Option<&'n Node> {
    runs.last()?.last()
}

/// Splits `nodes` into runs. The first `depth` conditions of each hold already.
pub(super) fn runs(nodes: &[Node], depth: usize) -> Vec<Run<'_>> {
    let check = |node: &Node| node.when().checks.get(depth).cloned();
    let mut groups = nodes.chunk_by(|a, b| check(a) == check(b)).peekable();
    let mut runs = Vec::new();
    while let Some(group) = groups.next() {
        let Some(first) = group.first().and_then(check) else {
            runs.push(Run::Plain(group));
            continue;
        };
        // Linters want the branch for newer versions first.
        let is_older = matches!(first.test, Test::Version { is_older: true, .. });
        let is_opposite = |other: &Check| !is_older && alone(&first).is_opposite(&alone(other));
        let next =
            groups.next_if(|next| next.first().and_then(check).is_some_and(|other| is_opposite(&other)));
        runs.push(Run::If {
            condition: text(&first),
            then: self::runs(group, depth + 1),
            otherwise: next.map(|next| self::runs(next, depth + 1)),
        });
    }
    runs
}

fn alone(check: &Check) -> When {
    When { checks: vec![check.clone()] }
}

/// Returns `statement` in an `if` for each condition.
pub(super) fn nested(when: &When, statement: &str) -> String {
    let mut block = statement.to_owned();
    for check in when.checks.iter().rev() {
        let mut outer = format!("if {}:", text(check));
        push_block(&indented(&block), &mut outer);
        block = outer;
    }
    block
}

fn text(check: &Check) -> String {
    let subject = expr::text(&check.subject);
    match &check.test {
        Test::Platform { name, is_other } => {
            let operator = if *is_other { "!=" } else { "==" };
            format!("{subject} {operator} {}", crate::text::literal::string(name))
        }
        Test::Version { version: (major, minor), is_older } => {
            let operator = if *is_older { "<" } else { ">=" };
            format!("{subject} {operator} ({major}, {minor})")
        }
    }
}
