//! The references whose meaning would change when a class becomes a module.
//!
//! The body of a class does not see the names of the enclosing class, but it does see the names of the enclosing
//! module. So `int` in a class of a submodule is the builtin, even if the submodule has a function `int`, and gets
//! a private name. A class that describes a submodule is a type, but a module is not, so it becomes
//! `types.ModuleType`.

use super::bindings;
use super::lines::Edit;
use super::outer;
use super::top_level::TopLevel;
use ruff_python_ast as ast;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_text_size::{Ranged as _, TextRange};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Collects the changes to the statements of a module.
pub(super) struct References<'a> {
    top_level: &'a TopLevel<'a>,
    /// The names of the submodule that contains the statements.
    members: &'a HashSet<String>,
    /// The statements that are replaced.
    replaced: &'a HashMap<TextRange, &'a [String]>,
    /// The names of the enclosing classes, the innermost last.
    classes: Vec<HashSet<String>>,
    /// The type parameters in scope.
    type_params: Vec<String>,
    /// The changes.
    pub edits: Vec<Edit>,
    /// The imports that the changes need.
    pub imports: BTreeSet<String>,
    /// The names that the statements may use.
    pub used: BTreeSet<String>,
}

impl<'a> References<'a> {
    pub(super) fn new(
        top_level: &'a TopLevel<'a>,
        members: &'a HashSet<String>,
        replaced: &'a HashMap<TextRange, &'a [String]>,
    ) -> Self {
        Self {
            top_level,
            members,
            replaced,
            classes: Vec::new(),
            type_params: Vec::new(),
            edits: Vec::new(),
            imports: BTreeSet::new(),
            used: BTreeSet::new(),
        }
    }

    /// Visits a statement of the module.
    pub(super) fn visit(&mut self, statement: &ast::Stmt) {
        self.visit_stmt(statement);
    }

    fn is_hidden(&self, name: &str) -> bool {
        let Some(innermost) = self.classes.last() else { return false };
        let is_type_param = || self.type_params.iter().any(|it| it == name);
        self.members.contains(name) && !innermost.contains(name) && !is_type_param()
    }

    fn dotted_name(&mut self, parts: &[&str], ranges: &[TextRange]) {
        let Some(first) = parts.first() else { return };
        self.use_name(first);
        if self.is_hidden(first) {
            let Some(outer) = outer::outer(parts, self.top_level) else { return };
            if let Some(range) = ranges.get(outer.parts - 1) {
                self.edits.push(Edit::new(*range, outer.name));
                self.imports.insert(outer.import);
            }
        } else if let Some(range) = ranges.last().filter(|_| self.top_level.is_description(parts)) {
            let (name, import) = outer::module_type();
            self.edits.push(Edit::new(*range, name));
            self.imports.insert(import);
        }
    }

    fn use_name(&mut self, name: &str) {
        if !self.used.contains(name) {
            self.used.insert(name.to_owned());
        }
    }

    fn in_type_params(&mut self, params: Option<&ast::TypeParams>, visit: impl FnOnce(&mut Self)) {
        let before = self.type_params.len();
        let names = params.iter().flat_map(|params| params.type_params.iter());
        self.type_params.extend(names.map(|param| param.name().to_string()));
        visit(self);
        self.type_params.truncate(before);
    }
}

impl<'a> Visitor<'a> for References<'_> {
    fn visit_stmt(&mut self, statement: &'a ast::Stmt) {
        match statement {
            _ if self.replaced.contains_key(&statement.range()) => {}
            ast::Stmt::FunctionDef(function) => {
                self.in_type_params(function.type_params.as_deref(), |it| visitor::walk_stmt(it, statement));
            }
            ast::Stmt::ClassDef(class) => {
                class.decorator_list.iter().for_each(|decorator| self.visit_decorator(decorator));
                self.in_type_params(class.type_params.as_deref(), |it| {
                    class.type_params.iter().for_each(|params| it.visit_type_params(params));
                    class.arguments.iter().for_each(|arguments| it.visit_arguments(arguments));
                    it.classes.push(bindings::of_all(&class.body).into_iter().collect());
                    it.visit_body(&class.body);
                    it.classes.pop();
                });
            }
            ast::Stmt::TypeAlias(alias) => {
                self.in_type_params(alias.type_params.as_deref(), |it| visitor::walk_stmt(it, statement));
            }
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expr: &'a ast::Expr) {
        // A string may be a type.
        if let ast::Expr::StringLiteral(string) = expr {
            words(string.value.to_str()).for_each(|word| self.use_name(word));
        }
        let mut parts = Vec::new();
        let mut ranges = Vec::new();
        if dotted(expr, &mut parts, &mut ranges) {
            self.dotted_name(&parts, &ranges);
        } else {
            visitor::walk_expr(self, expr);
        }
    }
}

/// Returns the words of `text` that may be names.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let may_be_in_name =
        |character: char| character.is_ascii_alphanumeric() || character == '_' || !character.is_ascii();
    text.split(move |character| !may_be_in_name(character)).filter(|word| !word.is_empty())
}

/// Collects the parts of `a.b.c`, and the ranges of `a`, `a.b` and `a.b.c`. Returns `false` for other expressions.
fn dotted<'e>(expr: &'e ast::Expr, parts: &mut Vec<&'e str>, ranges: &mut Vec<TextRange>) -> bool {
    match expr {
        ast::Expr::Name(name) if name.ctx.is_load() => {
            parts.push(name.id.as_str());
            ranges.push(expr.range());
            true
        }
        ast::Expr::Attribute(attribute) if dotted(&attribute.value, parts, ranges) => {
            parts.push(attribute.attr.as_str());
            ranges.push(expr.range());
            true
        }
        _ => false,
    }
}
