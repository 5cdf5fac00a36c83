//! The names at the top of a module: what its statements define, and what they import.

use super::blocks::{Placed, statements};
use super::conditions::Checks;
use super::exports::{Exports, is_export};
use super::syntax::is_type_variable;
pub(super) use super::syntax::last_name;
use super::tree::TreeModule;
use crate::generate::model::ImportComment;
use crate::generate::problem::Problem;
use crate::generate::python::{Bindings, ImportTarget, absolute};
use crate::generate::rules::BundleRule;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged as _, TextSize};
use std::collections::{BTreeSet, HashMap};

/// The names at the top of a module.
pub(super) struct ModuleScope<'t> {
    /// The statements of the module, those of `if` blocks included.
    pub statements: Vec<Placed<'t>>,
    /// What its statements define.
    pub definitions: HashMap<&'t str, NameDefinition<'t>>,
    /// What its imports bind.
    pub bindings: Bindings,
    /// The modules that it imports with `*`.
    pub stars: Vec<String>,
    /// The names that it imports, in their order.
    pub imported: Vec<ImportedName<'t>>,
    /// The comments that silence type checkers beside its imports.
    pub import_comments: Vec<ImportComment>,
    /// What it has in `__all__`.
    pub exports: Exports<'t>,
    /// What the module has besides.
    pub known: Option<&'t BTreeSet<String>>,
}

/// What the first statement that defines a name is.
#[derive(Debug, Clone, Copy)]
pub(super) enum NameDefinition<'t> {
    /// `class Name: …`.
    Class(&'t ast::StmtClassDef),
    /// `def name(…): …`.
    Function,
    /// `name: T`, or `name = value` where the value is not a type.
    Variable,
    /// `Name: TypeAlias = T`, `type Name = T`, or `Name = T`.
    Alias(&'t ast::Expr),
    /// `Name = NewType(…)` or another call that makes a class.
    Made(&'t ast::ExprCall),
    /// `T = TypeVar(…)`.
    TypeVariable(&'t ast::ExprCall),
}

/// A name that an import binds.
#[derive(Debug, Clone)]
pub(super) struct ImportedName<'t> {
    /// The name.
    pub name: &'t str,
    /// Whether it is imported as itself, which re-exports it.
    pub is_reexport: bool,
    /// Under which of these alternatives it is imported.
    pub when: Vec<Checks>,
    /// The statement.
    pub statement: &'t ast::Stmt,
}

/// Names that the backport has for older versions of Python.
const BACKPORTS: &[&str] =
    &["typing_extensions", "importlib_metadata", "importlib_resources", "exceptiongroup"];

/// Functions whose results are types.
const MAKERS: &[&str] = &[
    "NewType",
    "NamedTuple",
    "namedtuple",
    "TypedDict",
    "Enum",
    "IntEnum",
    "StrEnum",
    "Flag",
    "IntFlag",
    "new_class",
    "type",
];

impl<'t> ModuleScope<'t> {
    /// Reads `source`.
    pub(super) fn of(source: &'t TreeModule, problems: &mut Vec<Problem>) -> Self {
        let statements = statements(source, &source.statements, TextSize::new(0), problems);
        let exports = Exports::of(&statements);
        let mut scope = Self {
            statements: Vec::new(),
            definitions: HashMap::new(),
            bindings: Bindings::default(),
            stars: Vec::new(),
            imported: Vec::new(),
            import_comments: Vec::new(),
            exports,
            known: None,
        };
        for placed in &statements {
            match placed.statement {
                ast::Stmt::Import(import) => scope.import(import, placed, source, problems),
                ast::Stmt::ImportFrom(import) => scope.import_from(import, placed, source, problems),
                statement if is_export(statement) => {}
                statement => scope.define(statement),
            }
        }
        scope.statements = statements;
        scope
    }

    /// Whether the module has `name`, though its statements neither define nor import it.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.known.is_some_and(|known| known.contains(name)) && self.bindings.find(&[name]).is_none()
    }

    fn define(&mut self, statement: &'t ast::Stmt) {
        let mut add = |name: &'t str, definition| {
            self.definitions.entry(name).or_insert(definition);
        };
        match statement {
            ast::Stmt::ClassDef(class) => add(class.name.as_str(), NameDefinition::Class(class)),
            ast::Stmt::FunctionDef(function) => add(function.name.as_str(), NameDefinition::Function),
            ast::Stmt::TypeAlias(alias) => {
                if let ast::Expr::Name(name) = &*alias.name {
                    add(&name.id, NameDefinition::Alias(&alias.value));
                }
            }
            ast::Stmt::AnnAssign(assign) => {
                if let ast::Expr::Name(name) = &*assign.target {
                    let alias = assign
                        .value
                        .as_deref()
                        .filter(|_| last_name(&assign.annotation) == Some("TypeAlias"));
                    add(&name.id, alias.map_or(NameDefinition::Variable, NameDefinition::Alias));
                }
            }
            ast::Stmt::Assign(assign) => {
                for target in &assign.targets {
                    names_of(target, &mut |name| add(name, assigned(&assign.value)));
                }
            }
            _ => {}
        }
    }

    fn import(
        &mut self,
        import: &'t ast::StmtImport,
        placed: &Placed<'t>,
        source: &TreeModule,
        problems: &mut Vec<Problem>,
    ) {
        self.add_comments(
            placed.statement,
            source,
            import.names.iter().map(|it| (it.name.to_string(), None)),
        );
        for alias in &import.names {
            let as_name = alias.asname.as_ref().map(ast::Identifier::as_str);
            let bound = as_name.unwrap_or_else(|| alias.name.split('.').next().unwrap_or_default());
            let target = ImportTarget::Module(alias.name.to_string());
            if as_name.is_some() && self.bindings.find(&[bound]).as_ref() == Some(&target) {
                self.imported_again(bound, as_name == Some(alias.name.as_str()), placed);
                continue;
            }
            if as_name.is_some() && !self.is_new(bound, &target, placed, source, problems) {
                continue;
            }
            self.bindings.add_module(&alias.name, as_name);
            let is_reexport = as_name == Some(alias.name.as_str());
            let when = placed.when.clone();
            self.imported.push(ImportedName { name: bound, is_reexport, when, statement: placed.statement });
        }
    }

    fn import_from(
        &mut self,
        import: &'t ast::StmtImportFrom,
        placed: &Placed<'t>,
        source: &TreeModule,
        problems: &mut Vec<Problem>,
    ) {
        let module = import.module.as_ref().map_or("", |name| name.as_str());
        if module == "__future__" {
            return;
        }
        let module = absolute(module, import.level, &source.package);
        let names = import.names.iter().map(|it| (module.clone(), Some(it.name.to_string())));
        self.add_comments(placed.statement, source, names);
        for alias in &import.names {
            let as_name = alias.asname.as_ref().map(ast::Identifier::as_str);
            let (name, bound) = (alias.name.as_str(), as_name.unwrap_or(alias.name.as_str()));
            if name == "*" {
                self.stars.push(module.clone());
                continue;
            }
            let target = ImportTarget::Member { module: module.clone(), name: name.to_owned() };
            if self.bindings.find(&[bound]).as_ref() == Some(&target) {
                self.imported_again(bound, as_name == Some(name), placed);
                continue;
            }
            if !self.is_new(bound, &target, placed, source, problems) {
                continue;
            }
            self.bindings.add_member(&module, name, as_name);
            self.imported.push(ImportedName {
                name: bound,
                is_reexport: as_name == Some(name),
                when: placed.when.clone(),
                statement: placed.statement,
            });
        }
    }

    /// Adds the comments beside the import `statement` for each module, or name of a module, that it imports.
    fn add_comments(
        &mut self,
        statement: &ast::Stmt,
        source: &TreeModule,
        targets: impl Iterator<Item = (String, Option<String>)>,
    ) {
        let comments = source.silencing_comments(statement);
        for (module, name) in targets {
            let each = comments.iter().cloned();
            self.import_comments.extend(each.map(|text| ImportComment {
                module: module.clone(),
                name: name.clone(),
                text,
            }));
        }
    }

    /// Adds the conditions of `placed`, which imports `name` from where another statement imports it, to those of that statement.
    fn imported_again(&mut self, name: &str, is_reexport: bool, placed: &Placed<'t>) {
        if let Some(known) = self.imported.iter_mut().find(|import| import.name == name) {
            known.is_reexport |= is_reexport;
            known.when.extend(placed.when.iter().cloned());
        }
    }

    /// Whether `name` is to be bound to `target`: it is not bound yet, or only to a backport.
    fn is_new(
        &self,
        name: &str,
        target: &ImportTarget,
        placed: &Placed<'t>,
        source: &TreeModule,
        problems: &mut Vec<Problem>,
    ) -> bool {
        let Some(before) = self.bindings.find(&[name]) else { return true };
        if is_backport(target) {
            return false;
        }
        if is_backport(&before) {
            return true;
        }
        if placed.when.iter().all(|checks| !checks.is_empty()) {
            let (first, second) = (module_of(&before).to_owned(), module_of(target).to_owned());
            let rule = BundleRule::ConditionalImport {
                module: source.name.clone(),
                name: name.to_owned(),
                first,
                second,
            };
            problems.push(source.problem(&rule, placed.statement.range()));
        }
        false
    }
}

fn module_of(target: &ImportTarget) -> &str {
    match target {
        ImportTarget::Module(module) | ImportTarget::Member { module, .. } => module,
    }
}

fn is_backport(target: &ImportTarget) -> bool {
    BACKPORTS.contains(&module_of(target))
}

/// Returns what `name = value` defines.
fn assigned(value: &ast::Expr) -> NameDefinition<'_> {
    match value {
        ast::Expr::Call(call) => match last_name(&call.func) {
            Some(_) if is_type_variable(value) => NameDefinition::TypeVariable(call),
            Some(name) if MAKERS.contains(&name) => NameDefinition::Made(call),
            Some(_) | None => NameDefinition::Variable,
        },
        ast::Expr::Name(_) | ast::Expr::Attribute(_) | ast::Expr::Subscript(_) => {
            NameDefinition::Alias(value)
        }
        ast::Expr::BinOp(operation) if operation.op == ast::Operator::BitOr && is_type(value) => {
            NameDefinition::Alias(value)
        }
        _ => NameDefinition::Variable,
    }
}

/// Whether `expr` has the form of a type.
pub(super) fn is_type(expr: &ast::Expr) -> bool {
    match expr {
        ast::Expr::BinOp(operation) if operation.op != ast::Operator::BitOr => false,
        ast::Expr::BinOp(operation) => is_type(&operation.left) && is_type(&operation.right),
        ast::Expr::Name(_)
        | ast::Expr::Attribute(_)
        | ast::Expr::Subscript(_)
        | ast::Expr::NoneLiteral(_) => true,
        ast::Expr::StringLiteral(_) => true,
        _ => false,
    }
}

/// Calls `add` with each name that an assignment to `target` binds.
pub(super) fn names_of<'t>(target: &'t ast::Expr, add: &mut impl FnMut(&'t str)) {
    match target {
        ast::Expr::Name(name) => add(&name.id),
        ast::Expr::Tuple(tuple) => tuple.elts.iter().for_each(|element| names_of(element, add)),
        ast::Expr::List(list) => list.elts.iter().for_each(|element| names_of(element, add)),
        _ => {}
    }
}

/// Calls `add` with each name that `statement` defines.
pub(super) fn defined<'t>(statement: &'t ast::Stmt, add: &mut impl FnMut(&'t str)) {
    match statement {
        ast::Stmt::ClassDef(class) => add(class.name.as_str()),
        ast::Stmt::FunctionDef(function) => add(function.name.as_str()),
        ast::Stmt::AnnAssign(assign) => names_of(&assign.target, add),
        ast::Stmt::Assign(assign) => assign.targets.iter().for_each(|target| names_of(target, add)),
        ast::Stmt::TypeAlias(alias) => names_of(&alias.name, add),
        _ => {}
    }
}
