//! The order of the statements at the top of a module.

use super::syntax::{first_name, is_string};
use ruff_python_ast as ast;
use std::collections::HashSet;
use std::rc::Rc;

/// A statement with the docstring below it.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The statements.
    pub statements: Vec<&'a ast::Stmt>,
    /// The names of all classes of the module.
    classes: Rc<HashSet<&'a str>>,
}

/// Returns the groups of `statements`.
pub(super) fn groups(statements: &[ast::Stmt]) -> Vec<Group<'_>> {
    let classes: Rc<HashSet<&str>> =
        Rc::new(statements.iter().filter_map(class).map(|class| class.name.as_str()).collect());
    let mut groups: Vec<Group<'_>> = Vec::new();
    for statement in statements {
        match groups.last_mut().filter(|_| is_string(statement)) {
            Some(group) => group.statements.push(statement),
            None => groups.push(Group { statements: vec![statement], classes: Rc::clone(&classes) }),
        }
    }
    groups
}

/// Moves each class below those of its bases that are classes of the module, and other names of a class below the class.
/// Everything else keeps its order.
pub(super) fn sorted(groups: Vec<Group<'_>>) -> Vec<Group<'_>> {
    let mut waiting = groups;
    let mut sorted: Vec<Group<'_>> = Vec::new();
    let mut defined: HashSet<&str> = HashSet::new();
    while !waiting.is_empty() {
        let is_ready = |group: &Group<'_>| group.later(&defined).is_disjoint(&group.needs());
        // Classes that inherit from each other in a circle stay as they are.
        let next = waiting.iter().position(is_ready).unwrap_or_default();
        let group = waiting.remove(next);
        defined.extend(group.names());
        sorted.push(group);
    }
    sorted
}

impl<'a> Group<'a> {
    /// Returns the names that it defines.
    pub(super) fn names(&self) -> Vec<&'a str> {
        self.statements.iter().filter_map(|it| class(it)).map(|class| class.name.as_str()).collect()
    }

    /// Returns the classes of the module that are not complete when it is executed.
    pub(super) fn later(&self, defined: &HashSet<&str>) -> HashSet<&'a str> {
        self.classes.iter().copied().filter(|name| !defined.contains(name)).collect()
    }

    /// Returns the names that must be defined before it: the bases of its class apart from the class itself, and the class
    /// for which it is another name.
    fn needs(&self) -> HashSet<&'a str> {
        let of_statement = |statement: &'a ast::Stmt| -> Vec<&'a str> {
            match statement {
                ast::Stmt::ClassDef(class) => {
                    bases(class).filter(|base| *base != class.name.as_str()).collect()
                }
                ast::Stmt::Assign(assign) => first_name(&assign.value).into_iter().collect(),
                _ => Vec::new(),
            }
        };
        self.statements.iter().copied().flat_map(of_statement).collect()
    }
}

/// Returns the first names of the bases of `class` and of the classes in it.
fn bases<'a>(class: &'a ast::StmtClassDef) -> Box<dyn Iterator<Item = &'a str> + 'a> {
    let inner = class.body.iter().filter_map(self::class).flat_map(bases);
    Box::new(class.bases().iter().filter_map(first_name).chain(inner))
}

fn class(statement: &ast::Stmt) -> Option<&ast::StmtClassDef> {
    statement.as_class_def_stmt()
}

/// Whether `statement` is an import.
pub(super) fn is_import(statement: &ast::Stmt) -> bool {
    matches!(statement, ast::Stmt::Import(_) | ast::Stmt::ImportFrom(_))
}
