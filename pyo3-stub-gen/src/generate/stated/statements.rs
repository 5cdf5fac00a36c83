//! Reads the types that the text of a stub states.

use super::names::{DefinedAs, DefinedNames, EnclosingClass, ModuleNames, StatedType};
use super::slot::{TypePart, TypeSlot};
use crate::generate::FileForm;
use crate::generate::expand::{InvalidStub, StubSource, expand};
use crate::generate::python::{Bindings, parse_module};
use crate::text::dotted;
use ruff_python_ast as ast;
use std::collections::{BTreeMap, BTreeSet};

/// Returns the types that the stubs `sources` of `extension` state and that are fully known: every name in them is one of
/// the stub, of an imported module, or of `builtins`, and none is `Any`.
///
/// What is declared more than once, as an overload is, or under a condition, is not certain, and is left out.
///
/// # Errors
///
/// [`InvalidStub`] with the line that is not Python.
pub fn stated_types(
    sources: &[StubSource<'_>],
    extension: &str,
) -> Result<BTreeMap<TypeSlot, StatedType>, InvalidStub> {
    let mut found = BTreeMap::new();
    let expanded = expand(sources)?.modules;
    let is_own = |name: &&str| dotted::is_at_or_below(name, extension);
    let names = expanded.iter().map(|module| module.name.as_str()).chain([extension]);
    let modules: Vec<String> = names.filter(is_own).map(str::to_owned).collect();
    for module in &expanded {
        // The text comes from a stub that was parsed.
        let Ok(statements) = parse_module(&module.text) else { continue };
        let package = match sources.get(module.stub).map(|source| source.form) {
            Some(FileForm::Package) => module.name.as_str(),
            Some(FileForm::Module) | None => dotted::parent(&module.name),
        };
        let mut bindings = Bindings::default();
        imports(&statements, &mut |statement| bindings.add(statement, package));
        let names = ModuleNames {
            extension,
            modules: &modules,
            module: &module.name,
            text: &module.text,
            bindings,
            scope: scope(&statements),
        };
        let mut reader = StatementReader { names, found: BTreeMap::new(), several: BTreeSet::new() };
        reader.block(&statements, None, &module.name);
        let StatementReader { found: types, several, .. } = reader;
        found.extend(types.into_iter().filter(|(slot, _)| !several.contains(&slot.path)));
    }
    let known = |(slot, stated): (TypeSlot, Option<StatedType>)| Some((slot, stated?));
    Ok(found.into_iter().filter_map(known).collect())
}

/// Passes each import among `statements` and in their blocks to `add`.
fn imports(statements: &[ast::Stmt], add: &mut dyn FnMut(&ast::Stmt)) {
    for statement in statements {
        match statement {
            ast::Stmt::Import(_) | ast::Stmt::ImportFrom(_) => add(statement),
            ast::Stmt::If(branch) => {
                imports(&branch.body, add);
                branch.elif_else_clauses.iter().for_each(|clause| imports(&clause.body, add));
            }
            ast::Stmt::Try(attempt) => imports(&attempt.body, add),
            _ => {}
        }
    }
}

/// Returns what `statements` define. A name with several definitions has no certain meaning.
fn scope(statements: &[ast::Stmt]) -> DefinedNames<'_> {
    let mut scope = DefinedNames::new();
    for statement in statements {
        let (name, definition) = match statement {
            ast::Stmt::ClassDef(class) => (class.name.as_str(), DefinedAs::Class),
            ast::Stmt::FunctionDef(function) => (function.name.as_str(), DefinedAs::Other),
            ast::Stmt::Assign(assign) => match assign.targets.as_slice() {
                [ast::Expr::Name(name)] => (name.id.as_str(), DefinedAs::Alias(&assign.value)),
                _ => continue,
            },
            ast::Stmt::AnnAssign(assign) => match (&*assign.target, &assign.value) {
                (ast::Expr::Name(name), Some(value)) if is_named(&assign.annotation, &["TypeAlias"]) => {
                    (name.id.as_str(), DefinedAs::Alias(value))
                }
                (ast::Expr::Name(name), _) => (name.id.as_str(), DefinedAs::Other),
                _ => continue,
            },
            ast::Stmt::TypeAlias(alias) => match (&*alias.name, &alias.type_params) {
                (ast::Expr::Name(name), None) => (name.id.as_str(), DefinedAs::Alias(&alias.value)),
                (ast::Expr::Name(name), Some(_)) => (name.id.as_str(), DefinedAs::Other),
                _ => continue,
            },
            _ => continue,
        };
        let is_new = scope.insert(name, definition).is_none();
        if !is_new {
            scope.insert(name, DefinedAs::Other);
        }
    }
    scope
}

/// Collects the types of one module.
struct StatementReader<'a> {
    names: ModuleNames<'a>,
    found: BTreeMap<TypeSlot, Option<StatedType>>,
    /// The dotted names that are declared more than once, or under a condition.
    several: BTreeSet<String>,
}

impl<'a> StatementReader<'a> {
    /// Adds the types of `statements`, which are in `class` or in the module, and below the dotted name `parent`.
    fn block(&mut self, statements: &'a [ast::Stmt], class: Option<&EnclosingClass<'a>>, parent: &str) {
        for statement in statements {
            match statement {
                ast::Stmt::FunctionDef(function) => self.function(function, class, parent),
                ast::Stmt::AnnAssign(assign) => {
                    if let ast::Expr::Name(name) = &*assign.target {
                        let stated = self.names.stated(unwrapped(&assign.annotation), class);
                        let path = format!("{parent}.{}", name.id);
                        self.add(&path, TypePart::Assigned, stated.clone());
                        self.add(&path, TypePart::Result, stated);
                    }
                }
                ast::Stmt::ClassDef(inner) => {
                    let path = match class {
                        Some(class) => format!("{}.{}", class.path, inner.name),
                        None => inner.name.to_string(),
                    };
                    // The parameters of a generic class are names that the Rust code lacks.
                    let names = EnclosingClass { path, scope: scope(&inner.body) };
                    self.block(&inner.body, Some(&names), &format!("{parent}.{}", inner.name));
                }
                ast::Stmt::If(branch) => {
                    let clauses = branch.elif_else_clauses.iter().flat_map(|clause| &clause.body);
                    for inner in branch.body.iter().chain(clauses) {
                        self.leave_out(inner, parent);
                    }
                }
                _ => {}
            }
        }
    }

    /// Leaves out what `statement` declares under a condition.
    fn leave_out(&mut self, statement: &ast::Stmt, parent: &str) {
        let name = match statement {
            ast::Stmt::FunctionDef(function) => function.name.as_str(),
            ast::Stmt::AnnAssign(assign) => match &*assign.target {
                ast::Expr::Name(name) => name.id.as_str(),
                _ => return,
            },
            _ => return,
        };
        self.several.insert(format!("{parent}.{name}"));
    }

    fn function(
        &mut self,
        function: &ast::StmtFunctionDef,
        class: Option<&EnclosingClass<'a>>,
        parent: &str,
    ) {
        let path = format!("{parent}.{}", function.name);
        let accessor = function.decorator_list.iter().find_map(|decorator| match &decorator.expression {
            ast::Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
            _ => None,
        });
        match accessor {
            Some("setter") => {
                let value = function.parameters.iter().nth(1);
                let stated = value.and_then(|value| self.names.stated(value.annotation()?, class));
                self.add(&path, TypePart::Assigned, stated);
                return;
            }
            Some("deleter") => return,
            Some(_) | None => {}
        }
        // Its parameters are names that the Rust code lacks.
        if function.type_params.is_some() {
            self.several.insert(path);
            return;
        }
        for parameter in function.parameters.iter() {
            let Some(annotation) = parameter.annotation() else { continue };
            let stated = self.names.stated(annotation, class);
            self.add(&path, TypePart::Parameter(parameter.name().to_string()), stated);
        }
        let returns = function.returns.as_deref().and_then(|returns| self.names.stated(returns, class));
        self.add(&path, TypePart::Result, returns);
    }

    fn add(&mut self, path: &str, part: TypePart, stated: Option<StatedType>) {
        let slot = TypeSlot { path: path.to_owned(), part };
        if self.found.insert(slot, stated).is_some() {
            self.several.insert(path.to_owned());
        }
    }
}

/// Returns the type of an attribute without `ClassVar` or `Final`.
fn unwrapped(annotation: &ast::Expr) -> &ast::Expr {
    match annotation {
        ast::Expr::Subscript(it) if is_named(&it.value, &["ClassVar", "Final", "ReadOnly"]) => {
            unwrapped(&it.slice)
        }
        _ => annotation,
    }
}

/// Whether `expr` is one of these names, which nothing but `typing` has.
fn is_named(expr: &ast::Expr, names: &[&str]) -> bool {
    match expr {
        ast::Expr::Name(name) => names.contains(&name.id.as_str()),
        ast::Expr::Attribute(attribute) => names.contains(&attribute.attr.as_str()),
        _ => false,
    }
}
