//! The statements of a block, each with its conditions, its comments and the docstring below it.

use super::comments::{OwnLine, has_block};
use super::conditions::{Checks, branches, combined, is_for_mypy};
use super::tree::TreeModule;
use crate::generate::problem::Problem;
use crate::generate::rules::BundleRule;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged as _, TextRange, TextSize};

/// A statement in its place.
#[derive(Clone)]
pub(super) struct Placed<'t> {
    /// The statement, which is not an `if` or a `try`.
    pub statement: &'t ast::Stmt,
    /// The string below it.
    pub doc: Option<&'t ast::ExprStringLiteral>,
    /// Under which of these alternatives it applies.
    pub when: Vec<Checks>,
    /// The comments above it.
    pub above: Vec<&'t str>,
    /// The comments below it, if it is the last statement of its block.
    pub below: Vec<&'t str>,
}

/// Returns the statements of `body`, a block of `source` that begins at `start`.
pub(super) fn statements<'t>(
    source: &'t TreeModule,
    body: &'t [ast::Stmt],
    start: TextSize,
    problems: &mut Vec<Problem>,
) -> Vec<Placed<'t>> {
    let mut flattener = Flattener { source, problems, found: Vec::new() };
    flattener.block(body, start, &[Vec::new()]);
    flattener.found
}

struct Flattener<'t, 'p> {
    source: &'t TreeModule,
    problems: &'p mut Vec<Problem>,
    found: Vec<Placed<'t>>,
}

impl<'t> Flattener<'t, '_> {
    fn block(&mut self, body: &'t [ast::Stmt], start: TextSize, when: &[Checks]) {
        let mut end = start;
        let first = self.found.len();
        let mut before = first;
        let mut is_below_block = false;
        for statement in body {
            if let (Some(doc), Some(last)) = (string(statement), self.found[before..].last_mut()) {
                last.doc = Some(doc);
            }
            before = self.found.len();
            match statement {
                ast::Stmt::If(branch) => self.branch(branch, when),
                ast::Stmt::Try(attempt) => self.attempt(attempt, when),
                _ if !when.is_empty() => self.found.push(Placed {
                    statement,
                    doc: None,
                    when: when.to_vec(),
                    above: Vec::new(),
                    below: Vec::new(),
                }),
                _ => {}
            }
            let range = TextRange::new(end.min(statement.start()), statement.start());
            let column = self.source.column(statement.start());
            // Those that are further to the right belong to the block above.
            let is_own = |comment: &OwnLine<'_>| !is_below_block || comment.column <= column;
            if let Some(first) = self.found[before..].iter_mut().find(|it| declares(it.statement)) {
                let above = self.source.own_lines(range).filter(is_own).map(|it| it.text);
                first.above.splice(0..0, above);
            }
            end = statement.end();
            is_below_block = has_block(statement);
        }
        if let Some(last) = self.found[first..].iter_mut().rfind(|it| declares(it.statement)) {
            last.below.extend(self.source.comments_at_end(body));
        }
    }

    fn branch(&mut self, branch: &'t ast::StmtIf, when: &[Checks]) {
        if branch.elif_else_clauses.is_empty() && is_for_mypy(&branch.test) {
            return self.inner(&branch.body, when);
        }
        let mut rest = when.to_vec();
        let clauses = branch.elif_else_clauses.iter();
        let first = (Some(&*branch.test), &branch.body[..]);
        for (test, body) in std::iter::once(first).chain(clauses.map(|it| (it.test.as_ref(), &it.body[..]))) {
            let Some(test) = test else {
                self.inner(body, &rest);
                return;
            };
            let found = branches(test)
                .and_then(|it| Some((combined(&rest, &it.then)?, combined(&rest, &it.otherwise)?)));
            let Some((then, otherwise)) = found else {
                let rule = BundleRule::UnknownCondition { module: self.source.name.clone() };
                self.problems.push(self.source.problem(&rule, test.range()));
                return;
            };
            self.inner(body, &then);
            rest = otherwise;
        }
    }

    /// A stub is not executed, so nothing in it fails. A name that the handlers import has another meaning only where the
    /// first import is missing.
    fn attempt(&mut self, attempt: &'t ast::StmtTry, when: &[Checks]) {
        self.inner(&attempt.body, when);
        for ast::ExceptHandler::ExceptHandler(handler) in &attempt.handlers {
            let imports = handler.body.iter().filter(|it| it.is_import_stmt() || it.is_import_from_stmt());
            for statement in imports {
                self.inner(std::slice::from_ref(statement), when);
            }
        }
        self.inner(&attempt.orelse, when);
        self.inner(&attempt.finalbody, when);
    }

    fn inner(&mut self, body: &'t [ast::Stmt], when: &[Checks]) {
        let start = body.first().map_or(TextSize::new(0), ast::Stmt::start);
        let start = self.source.start_of_comments(start);
        self.block(body, start, when);
    }
}

/// Whether `statement` may become something in the bundle, which comments can belong to.
fn declares(statement: &ast::Stmt) -> bool {
    !(statement.is_expr_stmt()
        || statement.is_pass_stmt()
        || statement.is_import_stmt()
        || statement.is_import_from_stmt())
}

/// Returns the string if `statement` is nothing else.
pub(super) fn string(statement: &ast::Stmt) -> Option<&ast::ExprStringLiteral> {
    statement.as_expr_stmt()?.value.as_string_literal_expr()
}
