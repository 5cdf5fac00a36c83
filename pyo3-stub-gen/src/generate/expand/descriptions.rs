//! Finds the classes that describe submodules, and what is wrong with them.

use super::bindings::blocks;
use super::expansion::{StubProblem, SubmoduleMistake};
use super::lines::{Edit, Lines};
use crate::generate::config::{NestedForm, SubmoduleStyle};
use crate::generate::model::ALL;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange, TextSize};
use std::collections::{BTreeMap, HashMap};
use std::iter;

/// A submodule that a stub describes.
pub(super) struct DescribedSubmodule<'a> {
    /// Its names from the extension down.
    pub path: Vec<String>,
    /// The class that describes it.
    pub class: &'a ast::StmtClassDef,
    /// The dotted name of that class in the stub.
    pub place: Vec<String>,
    /// The statement that makes it an attribute of its parent, which may be the class itself.
    pub declared: &'a ast::Stmt,
    /// The statements inside an `if` that make it an attribute of its parent. If there are any, `declared` is the first.
    pub conditional: Vec<&'a ast::Stmt>,
    /// The other private names of its class, with the statements that define them.
    pub aliases: Vec<(String, &'a ast::Stmt)>,
}

impl DescribedSubmodule<'_> {
    /// Returns the name by which other stubs import its class from the stub of `module`, with the dotted name of the
    /// submodule at run time. A class inside another class is not imported.
    pub fn described_as(&self, module: &str) -> Option<((String, String), String)> {
        let [class] = self.place.as_slice() else { return None };
        Some(((module.to_owned(), class.clone()), format!("{module}.{}", self.path.join("."))))
    }

    /// The name of the attribute.
    pub fn name(&self) -> String {
        self.path.last().cloned().unwrap_or_default()
    }
}

/// Finds the submodules that `statements` describe, parents before children.
pub(super) fn find(statements: &[ast::Stmt]) -> Vec<DescribedSubmodule<'_>> {
    let classes = statements.iter().filter_map(|statement| match statement {
        ast::Stmt::ClassDef(class) if class.name.starts_with('_') && has_module_name(class) => {
            Some((class.name.as_str(), class))
        }
        _ => None,
    });
    let mut classes: BTreeMap<_, _> = classes.collect();
    let (private, others): (Vec<_>, Vec<_>) = statements.iter().partition(|it| is_private_alias(it));
    for (alias, class) in private.iter().filter_map(|statement| alias(statement)) {
        if let Some(class) = classes.get(class).copied() {
            classes.entry(alias).or_insert(class);
        }
    }
    let mut finder = Finder { classes, found: Vec::new(), first_at: HashMap::new() };
    finder.search(others, Presence::Always, &Parent::default());
    for statement in private {
        finder.add_alias(statement);
    }
    finder.found
}

/// Whether `statement` has the form `_other = _SubProtocol`.
fn is_private_alias(statement: &ast::Stmt) -> bool {
    let ast::Stmt::Assign(assign) = statement else { return false };
    matches!(assign.targets.first(), Some(ast::Expr::Name(name)) if name.id.starts_with('_'))
}

/// Returns the names in `alias = name`.
fn alias(statement: &ast::Stmt) -> Option<(&str, &str)> {
    let ast::Stmt::Assign(assign) = statement else { return None };
    let alias = assign.targets.first()?.as_name_expr()?;
    Some((alias.id.as_str(), assign.value.as_name_expr()?.id.as_str()))
}

/// Where a statement is.
#[derive(Clone, Copy)]
enum Presence {
    /// In the body of the module.
    Always,
    /// In an `if` there.
    Conditional,
}

#[derive(Default)]
struct Parent<'a> {
    path: Vec<String>,
    place: Vec<String>,
    /// The enclosing classes. They stop the search where a class describes a submodule of itself.
    around: Vec<&'a str>,
}

struct Finder<'a> {
    /// The classes that describe submodules, by their names and by their private aliases.
    classes: BTreeMap<&'a str, &'a ast::StmtClassDef>,
    found: Vec<DescribedSubmodule<'a>>,
    /// The first submodule that is described at each place.
    first_at: HashMap<Vec<String>, usize>,
}

impl<'a> Finder<'a> {
    /// A private alias of a class that describes a submodule is another name of the class. If no other statement
    /// makes the submodule an attribute, the alias is that submodule.
    fn add_alias(&mut self, statement: &'a ast::Stmt) {
        let Some((name, class, place)) = self.attribute(statement) else { return };
        let found = self.first_at.get(&place).and_then(|index| self.found.get_mut(*index));
        match found {
            Some(submodule) => submodule.aliases.push((name.to_owned(), statement)),
            None if class.name.as_str() != name => {
                self.search([statement], Presence::Always, &Parent::default());
            }
            None => {}
        }
    }

    fn search(
        &mut self,
        body: impl IntoIterator<Item = &'a ast::Stmt>,
        presence: Presence,
        parent: &Parent<'a>,
    ) {
        for statement in body {
            if let ast::Stmt::If(branch) = statement {
                let others = branch.elif_else_clauses.iter().map(|clause| &clause.body);
                for block in iter::once(&branch.body).chain(others) {
                    self.search(block, Presence::Conditional, parent);
                }
                continue;
            }
            let declared = match statement {
                ast::Stmt::ClassDef(class) if !parent.path.is_empty() => nested(class, parent),
                _ => self.attribute(statement),
            };
            let Some((name, class, place)) = declared else { continue };
            // A class inside another one with its name is another class.
            let is_itself = !statement.is_class_def_stmt() && parent.around.contains(&class.name.as_str());
            if is_itself {
                continue;
            }
            let path: Vec<String> = parent.path.iter().cloned().chain([name.to_owned()]).collect();
            let conditional = match presence {
                Presence::Always => Vec::new(),
                Presence::Conditional => vec![statement],
            };
            if let Some(known) = self.found.iter_mut().find(|known| known.path == path)
                && !known.conditional.is_empty()
            {
                // Another branch declares it too.
                if known.place == place {
                    known.conditional.extend(conditional);
                }
                continue;
            }
            let around = parent.around.iter().copied().chain([class.name.as_str()]).collect();
            self.first_at.entry(place.clone()).or_insert(self.found.len());
            self.found.push(DescribedSubmodule {
                path: path.clone(),
                class,
                place: place.clone(),
                declared: statement,
                conditional,
                aliases: Vec::new(),
            });
            self.search(&class.body, Presence::Always, &Parent { path, place, around });
        }
    }

    /// Reads `sub: _SubProtocol` or `sub = _SubProtocol`.
    fn attribute(&self, statement: &'a ast::Stmt) -> Option<(&'a str, &'a ast::StmtClassDef, Vec<String>)> {
        let (target, class) = match statement {
            ast::Stmt::AnnAssign(assign) => (&*assign.target, &*assign.annotation),
            ast::Stmt::Assign(assign) => (assign.targets.first()?, &*assign.value),
            _ => return None,
        };
        let (ast::Expr::Name(target), ast::Expr::Name(class)) = (target, class) else { return None };
        let found = self.classes.get(class.id.as_str())?;
        Some((target.id.as_str(), found, vec![found.name.to_string()]))
    }
}

/// A class inside the class of its parent, under the submodule's own name, as a style writes it.
fn nested<'a>(
    class: &'a ast::StmtClassDef,
    parent: &Parent<'_>,
) -> Option<(&'a str, &'a ast::StmtClassDef, Vec<String>)> {
    let name = class.name.as_str();
    let place = parent.place.iter().cloned().chain([name.to_owned()]).collect();
    let is_inside = |style: &&SubmoduleStyle| style.nested_form() == NestedForm::Inside;
    let mut styles = SubmoduleStyle::ALL.iter().filter(is_inside);
    let is_description = has_module_name(class) && styles.any(|style| has_base(class, style.base().1));
    is_description.then_some((name, class, place))
}

fn has_module_name(class: &ast::StmtClassDef) -> bool {
    class.body.iter().any(is_module_name)
}

/// Whether `statement` is `__name__: str`, which distinguishes the description of a module from other classes.
fn is_module_name(statement: &ast::Stmt) -> bool {
    annotated_name(statement) == Some("__name__")
}

/// Whether `statement` declares what every module has, or that a module does not have every name.
pub(super) fn is_of_every_module(statement: &ast::Stmt) -> bool {
    let names = ["__name__", ALL, "__doc__", "__loader__", "__package__", "__spec__", "__getattr__"];
    annotated_name(statement).is_some_and(|name| names.contains(&name))
}

/// Returns `T` of `__all__: T`.
pub(super) fn annotation_of_all(statement: &ast::Stmt) -> Option<&ast::Expr> {
    let is_it = annotated_name(statement) == Some(ALL);
    statement.as_ann_assign_stmt().filter(|_| is_it).map(|assign| &*assign.annotation)
}

/// Returns the name in `name: T`.
fn annotated_name(statement: &ast::Stmt) -> Option<&str> {
    let ast::Stmt::AnnAssign(assign) = statement else { return None };
    assign.target.as_name_expr().map(|name| name.id.as_str())
}

fn is_protocol(class: &ast::StmtClassDef) -> bool {
    has_base(class, "Protocol")
}

/// Whether `name` is a base of `class`.
fn has_base(class: &ast::StmtClassDef, name: &str) -> bool {
    class.bases().iter().any(|base| last_name(base) == Some(name))
}

/// Returns `name` of `a.b.name`.
fn last_name(expr: &ast::Expr) -> Option<&str> {
    match expr {
        ast::Expr::Name(name) => Some(name.id.as_str()),
        ast::Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
        _ => None,
    }
}

/// Returns the edits that remove `@staticmethod` from the functions among `statements`, and the module from the parameters of
/// `__getattr__`. Functions of a module do not have them.
pub(super) fn static_methods(statements: &[&ast::Stmt]) -> Vec<Edit> {
    let functions: Vec<_> = statements.iter().flat_map(|statement| functions(statement)).collect();
    let decorators = functions.iter().flat_map(|function| &function.decorator_list);
    let is_static = |it: &&ast::Decorator| last_name(&it.expression) == Some("staticmethod");
    let decorators = decorators.filter(is_static).map(Ranged::range);
    let functions = functions.iter().copied();
    let receivers = functions.filter(|function| is_getattr(function)).filter_map(receiver);
    decorators.chain(receivers).map(|range| Edit::new(range, String::new())).collect()
}

/// Returns the functions that `statement` declares, under whatever condition.
fn functions(statement: &ast::Stmt) -> Vec<&ast::StmtFunctionDef> {
    match statement {
        ast::Stmt::FunctionDef(function) => vec![function],
        _ => blocks(statement).into_iter().flatten().flat_map(functions).collect(),
    }
}

/// Whether `function` is called for names that the module lacks. As a member of a class, it takes the module.
fn is_getattr(function: &ast::StmtFunctionDef) -> bool {
    function.name.as_str() == "__getattr__" && function.decorator_list.is_empty()
}

/// Returns where the first of two parameters of `function` is, with the comma behind it.
fn receiver(function: &ast::StmtFunctionDef) -> Option<TextRange> {
    let mut parameters = function.parameters.iter();
    let (first, second) = (parameters.next()?, parameters.next()?);
    Some(TextRange::new(first.start(), second.start()))
}

/// Returns the reasons why type checkers do not treat the class of `submodule` as a module.
pub(super) fn problems(
    submodule: &DescribedSubmodule<'_>,
    name: &str,
    lines: &Lines<'_>,
) -> Vec<StubProblem> {
    let DescribedSubmodule { class, declared, .. } = submodule;
    let problem = |path, at: TextSize, mistake| StubProblem { path, line: lines.number(at), mistake };
    let has = |decorators: &[ast::Decorator], wanted: &str| {
        decorators.iter().any(|decorator| last_name(&decorator.expression) == Some(wanted))
    };
    let mut problems = Vec::new();
    if !has(&class.decorator_list, "final") {
        let mistake = SubmoduleMistake::NotFinal { class: class.name.to_string() };
        problems.push(problem(name.to_owned(), class.name.start(), mistake));
    }
    if declared.is_assign_stmt() && !is_protocol(class) {
        let mistake = SubmoduleMistake::NotProtocol { class: class.name.to_string() };
        problems.push(problem(name.to_owned(), class.name.start(), mistake));
    }
    for function in class.body.iter().flat_map(functions) {
        if !has(&function.decorator_list, "staticmethod") && !is_getattr(function) {
            let path = format!("{name}.{}", function.name);
            problems.push(problem(path, function.name.start(), SubmoduleMistake::NotStatic));
        }
    }
    problems
}
