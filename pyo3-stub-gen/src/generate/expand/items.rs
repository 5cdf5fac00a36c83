//! Finds the items that a stub declares, with their lines and the precision of their types.

use super::expansion::{Precision, StubItem, StubItemKind};
use super::lines::Lines;
use super::top_level::TopLevel;
use ruff_python_ast as ast;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_text_size::{Ranged as _, TextSize};
use std::collections::{BTreeMap, BTreeSet};

/// Finds the items of modules.
pub(super) struct ItemFinder<'a> {
    pub lines: &'a Lines<'a>,
    pub top_level: &'a TopLevel<'a>,
}

impl ItemFinder<'_> {
    /// Returns the items among `statements`, which belong to the module `parent`. Overloads are one item.
    pub(super) fn of(&self, statements: &[&ast::Stmt], parent: &str) -> Vec<StubItem> {
        let mut items: Vec<StubItem> = Vec::new();
        statements.iter().for_each(|statement| self.add(statement, parent, &mut items));
        let mut worst: BTreeMap<&str, Precision> = BTreeMap::new();
        for item in &items {
            if let StubItemKind::Leaf(precision) = item.kind {
                let known = worst.entry(&item.path).or_insert(precision);
                *known = precision.max(*known);
            }
        }
        let mut seen = BTreeSet::new();
        let mut found: Vec<StubItem> =
            items.iter().filter(|item| seen.insert(item.path.clone())).cloned().collect();
        for item in &mut found {
            if let (StubItemKind::Leaf(_), Some(precision)) = (item.kind, worst.get(&*item.path).copied()) {
                item.kind = StubItemKind::Leaf(precision);
            }
        }
        found
    }

    fn add(&self, statement: &ast::Stmt, parent: &str, items: &mut Vec<StubItem>) {
        let mut push = |name: &str, at: TextSize, kind: StubItemKind| {
            let (path, line) = (format!("{parent}.{name}"), self.lines.number(at));
            items.push(StubItem { path, line, kind, is_type_check_only: self.is_type_check_only(statement) });
        };
        match statement {
            ast::Stmt::FunctionDef(function) => {
                let kind = StubItemKind::Leaf(self.function(function));
                push(&function.name, function.name.start(), kind);
            }
            ast::Stmt::AnnAssign(assign) => {
                let kind = StubItemKind::Leaf(self.annotation(&assign.annotation));
                names(&assign.target).for_each(|(name, at)| push(name, at, kind));
            }
            ast::Stmt::Assign(assign) => {
                assign.targets.iter().flat_map(names).for_each(|(name, at)| {
                    let is_private = name.starts_with('_') && !name.starts_with("__");
                    let kind =
                        if is_private { StubItemKind::Helper } else { StubItemKind::Leaf(Precision::Typed) };
                    push(name, at, kind);
                });
            }
            ast::Stmt::TypeAlias(alias) => {
                let kind = StubItemKind::Leaf(self.annotation(&alias.value));
                names(&alias.name).for_each(|(name, at)| push(name, at, kind));
            }
            ast::Stmt::ImportFrom(import) => {
                let handed_on = import.names.iter().filter_map(|alias| Some((alias, alias.asname.as_ref()?)));
                let handed_on = handed_on.filter(|(alias, name)| alias.name.id == name.id);
                handed_on.for_each(|(_, name)| push(name, name.start(), StubItemKind::Import));
            }
            ast::Stmt::ClassDef(class) => {
                push(&class.name, class.name.start(), StubItemKind::Class);
                let path = format!("{parent}.{}", class.name);
                class.body.iter().for_each(|inner| self.add(inner, &path, items));
            }
            ast::Stmt::If(branch) => {
                let clauses = branch.elif_else_clauses.iter().flat_map(|clause| &clause.body);
                branch.body.iter().chain(clauses).for_each(|inner| self.add(inner, parent, items));
            }
            _ => {}
        }
    }

    fn is_type_check_only(&self, statement: &ast::Stmt) -> bool {
        let ast::Stmt::ClassDef(class) = statement else { return false };
        let is_it = |module: &str, name: &str| is_typing(module) && name == "type_check_only";
        let mut decorators = class.decorator_list.iter();
        decorators.any(|decorator| self.top_level.refers_to(&decorator.expression, is_it))
    }

    /// Returns the precision of a signature. `self` and `cls` need no type.
    fn function(&self, function: &ast::StmtFunctionDef) -> Precision {
        let parameters = function.parameters.iter().enumerate().map(|(index, parameter)| {
            match (parameter.annotation(), parameter.name().as_str()) {
                (Some(annotation), _) => self.annotation(annotation),
                (None, "self" | "cls") if index == 0 => Precision::Typed,
                (None, _) => Precision::Any,
            }
        });
        let is_accessor = function.decorator_list.iter().any(|decorator| {
            matches!(&decorator.expression, ast::Expr::Attribute(it) if ["setter", "deleter"].contains(&it.attr.as_str()))
        });
        let returns = match &function.returns {
            Some(returns) => self.annotation(returns),
            None if is_accessor => Precision::Typed,
            None => Precision::Any,
        };
        parameters.chain([returns]).max().unwrap_or(returns)
    }

    fn annotation(&self, annotation: &ast::Expr) -> Precision {
        let mut search = AnySearch { top_level: self.top_level, found: false };
        search.visit_expr(annotation);
        if search.found { Precision::Any } else { Precision::Typed }
    }
}

fn names(target: &ast::Expr) -> impl Iterator<Item = (&str, TextSize)> {
    let name = match target {
        ast::Expr::Name(name) => Some((name.id.as_str(), name.start())),
        _ => None,
    };
    name.into_iter()
}

/// Looks for `typing.Any` and `_typeshed.Incomplete` under any name.
struct AnySearch<'a> {
    top_level: &'a TopLevel<'a>,
    found: bool,
}

impl AnySearch<'_> {
    /// Returns the type that `await` gives, if `expr` is the type of a coroutine. What a coroutine yields and takes concerns
    /// the event loop alone, so it is `Any` in every `async def`.
    fn awaited<'e>(&self, expr: &'e ast::Expr) -> Option<&'e ast::Expr> {
        let ast::Expr::Subscript(subscript) = expr else { return None };
        let is_coroutine = |module: &str, name: &str| {
            name == "Coroutine" && (is_typing(module) || module == "collections.abc")
        };
        let ast::Expr::Tuple(arguments) = &*subscript.slice else { return None };
        match arguments.elts.as_slice() {
            [_, _, result] if self.top_level.refers_to(&subscript.value, is_coroutine) => Some(result),
            _ => None,
        }
    }
}

impl<'e> Visitor<'e> for AnySearch<'_> {
    fn visit_expr(&mut self, expr: &'e ast::Expr) {
        let is_any = |module: &str, name: &str| {
            is_typing(module) && name == "Any" || module == "_typeshed" && name == "Incomplete"
        };
        self.found |= self.top_level.refers_to(expr, is_any);
        match self.awaited(expr) {
            Some(result) => self.visit_expr(result),
            None => visitor::walk_expr(self, expr),
        }
    }
}

fn is_typing(module: &str) -> bool {
    ["typing", "typing_extensions"].contains(&module)
}
