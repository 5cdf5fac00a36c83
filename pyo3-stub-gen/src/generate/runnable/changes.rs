//! The parts of a statement that Python cannot evaluate, and what stands for them.

use super::syntax::{first_name, has_name, is_alias, is_for_type_checkers, is_type_variable, slice};
use crate::text::literal;
use ruff_python_ast as ast;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_text_size::{Ranged as _, TextRange, TextSize};
use std::collections::HashSet;

/// The changes to one statement.
pub(super) struct Changes<'a> {
    text: &'a str,
    /// The classes that are not complete yet.
    later: &'a HashSet<&'a str>,
    edits: Vec<(TextRange, String)>,
}

impl<'a> Changes<'a> {
    /// Returns the changes to `statement` of `text`. The classes `later` are not complete when it is executed.
    pub(super) fn of(statement: &ast::Stmt, later: &'a HashSet<&'a str>, text: &'a str) -> Self {
        let mut changes = Self { text, later, edits: Vec::new() };
        changes.visit_stmt(statement);
        changes
    }

    /// Returns the text of `range` with the changes.
    pub(super) fn applied(mut self, text: &str, range: TextRange) -> String {
        self.edits.sort_by_key(|(range, _)| range.start());
        let mut changed = String::new();
        let mut position = range.start();
        for (edited, replacement) in &self.edits {
            changed.push_str(slice(text, TextRange::new(position, edited.start().max(position))));
            changed.push_str(replacement);
            position = edited.end();
        }
        changed.push_str(slice(text, TextRange::new(position, range.end().max(position))));
        changed
    }

    /// Replaces `expr` by an object that shows its text.
    fn show(&mut self, expr: &ast::Expr) {
        let text = slice(self.text, expr.range()).split_whitespace().collect::<Vec<_>>().join(" ");
        self.edits.push((expr.range(), format!("_StubDefault({})", literal::string(&text))));
    }

    /// Replaces `expr` by a string with its text.
    fn quote(&mut self, expr: &ast::Expr) {
        let text = slice(self.text, expr.range()).split_whitespace().collect::<Vec<_>>().join(" ");
        self.edits.push((expr.range(), literal::string(&text)));
    }

    /// Removes the bases that are not complete yet. The enclosing class of a nested one is such a base.
    fn bases(&mut self, class: &ast::StmtClassDef) {
        let Some(arguments) = &class.arguments else { return };
        let is_late = |base: &ast::Expr| first_name(base).is_some_and(|name| self.later.contains(name));
        if !arguments.args.iter().any(is_late) {
            return;
        }
        let kept =
            arguments.args.iter().filter(|base| !is_late(base)).map(|base| slice(self.text, base.range()));
        let kept: Vec<&str> = kept.collect();
        self.edits.push((arguments.range(), format!("({})", kept.join(", "))));
    }

    /// Removes `@type_check_only`, which Python does not have.
    fn decorators(&mut self, decorators: &[ast::Decorator]) {
        for decorator in decorators.iter().filter(|decorator| is_for_type_checkers(decorator)) {
            let rest = self.text.get(decorator.end().to_usize()..).unwrap_or_default();
            let white = rest.len() - rest.trim_start().len();
            let end = decorator.end() + TextSize::try_from(white).unwrap_or_default();
            self.edits.push((TextRange::new(decorator.start(), end), String::new()));
        }
    }
}

impl<'s> Visitor<'s> for Changes<'_> {
    fn visit_stmt(&mut self, statement: &'s ast::Stmt) {
        match statement {
            ast::Stmt::ClassDef(class) => {
                self.decorators(&class.decorator_list);
                self.bases(class);
                self.visit_body(&class.body);
            }
            ast::Stmt::FunctionDef(function) => {
                self.decorators(&function.decorator_list);
                let defaults = function.parameters.iter().filter_map(|parameter| parameter.default());
                let named: Vec<&ast::Expr> = defaults.filter(|default| has_name(default)).collect();
                named.into_iter().for_each(|default| self.show(default));
            }
            ast::Stmt::AnnAssign(assign) => match assign.value.as_deref() {
                Some(value) if is_alias(assign) => self.quote(value),
                Some(value) if has_name(value) => self.show(value),
                _ => {}
            },
            ast::Stmt::Assign(assign) if is_type_variable(&assign.value) => {
                let ast::Expr::Call(call) = &*assign.value else { return };
                let bounds = call.arguments.keywords.iter().filter(|keyword| has_name(&keyword.value));
                let positional = call.arguments.args.iter().skip(1).filter(|argument| has_name(argument));
                let types: Vec<&ast::Expr> = positional.chain(bounds.map(|keyword| &keyword.value)).collect();
                types.into_iter().for_each(|bound| self.quote(bound));
            }
            _ => visitor::walk_stmt(self, statement),
        }
    }
}

/// Whether a value in `source` is replaced by an object that shows its text.
pub(super) fn is_default_shown(source: &str) -> bool {
    source.contains("_StubDefault(")
}
