//! The meaning of the names at the top level of a stub, and the imports that give them to another file.

use super::bindings::{bound_by_from, bound_by_import, imports, of_all};
use super::descriptions::DescribedSubmodule;
use super::lines::Edit;
use super::source::StubSource;
use crate::generate::model::ALL;
use crate::generate::python::absolute;
use ruff_python_ast as ast;
use ruff_text_size::Ranged as _;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The meaning of a name at the top level of a stub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A class that describes the submodule with this dotted name.
    Description(String),
    /// Something that the stub defines.
    Definition,
    /// A name of another module.
    Member { module: String, name: String },
    /// The module with this dotted name.
    Module(String),
    /// The first part of the dotted names of these modules.
    Loaded(BTreeSet<String>),
}

/// The classes that describe submodules, by the module of their stub and their name, with the dotted names of the
/// submodules.
pub(super) type Elsewhere = BTreeMap<(String, String), String>;

/// The top level of a stub.
pub(super) struct TopLevel<'a> {
    source: StubSource<'a>,
    elsewhere: &'a Elsewhere,
    names: BTreeMap<String, Meaning>,
    places: HashSet<String>,
}

impl<'a> TopLevel<'a> {
    pub(super) fn new(
        statements: &'a [ast::Stmt],
        found: &[DescribedSubmodule<'_>],
        elsewhere: &'a Elsewhere,
        source: StubSource<'a>,
    ) -> Self {
        let aliases = found.iter().flat_map(|submodule| &submodule.aliases).map(|(name, _)| name.clone());
        let places = found.iter().map(|submodule| submodule.place.join(".")).chain(aliases).collect();
        let imports: Vec<_> = statements.iter().flat_map(imports).collect();
        let mut names: BTreeMap<_, _> =
            of_all(statements).into_iter().map(|name| (name, Meaning::Definition)).collect();
        for submodule in found.iter().rev().filter(|submodule| submodule.place.len() == 1) {
            let dotted = format!("{}.{}", source.module, submodule.path.join("."));
            for (alias, _) in &submodule.aliases {
                names.insert(alias.clone(), Meaning::Description(dotted.clone()));
            }
            names.insert(submodule.place.concat(), Meaning::Description(dotted));
        }
        let mut top_level = Self { source, elsewhere, names, places };
        imports.iter().for_each(|import| top_level.add_import(import));
        top_level
    }

    fn add_import(&mut self, statement: &ast::Stmt) {
        match statement {
            ast::Stmt::Import(import) => {
                for alias in &import.names {
                    let (bound, full) = (bound_by_import(alias), alias.name.to_string());
                    if alias.asname.is_some() {
                        self.names.insert(bound, Meaning::Module(full));
                    } else if let Some(Meaning::Loaded(modules)) = self.names.get_mut(&bound) {
                        modules.insert(full);
                    } else {
                        self.names.insert(bound, Meaning::Loaded(BTreeSet::from([full])));
                    }
                }
            }
            ast::Stmt::ImportFrom(import) => {
                let module = self.absolute(import);
                for alias in import.names.iter().filter(|alias| alias.name.as_str() != "*") {
                    let bound = bound_by_from(alias).to_owned();
                    let meaning = match self.described_elsewhere(&module, alias) {
                        Some(submodule) => {
                            self.places.insert(bound.clone());
                            Meaning::Description(submodule.clone())
                        }
                        None => Meaning::Member { module: module.clone(), name: alias.name.to_string() },
                    };
                    self.names.insert(bound, meaning);
                }
            }
            _ => {}
        }
    }

    /// Returns the submodule that a name of another stub describes.
    fn described_elsewhere(&self, module: &str, alias: &ast::Alias) -> Option<&'a String> {
        self.elsewhere.get(&(module.to_owned(), alias.name.to_string()))
    }

    /// Returns the meaning of `name`. Builtins have none here.
    pub(super) fn meaning(&self, name: &str) -> Option<&Meaning> {
        self.names.get(name)
    }

    /// Whether `expr` is a name for which `is_it` holds, given its module and its name there.
    pub(super) fn refers_to(&self, expr: &ast::Expr, is_it: impl Fn(&str, &str) -> bool) -> bool {
        match expr {
            ast::Expr::Name(name) => match self.meaning(&name.id) {
                Some(Meaning::Member { module, name }) => is_it(module, name),
                _ => false,
            },
            ast::Expr::Attribute(attribute) => {
                let (ast::Expr::Name(name), attr) = (&*attribute.value, attribute.attr.as_str()) else {
                    return false;
                };
                match self.meaning(&name.id) {
                    Some(Meaning::Module(module)) => is_it(module, attr),
                    Some(Meaning::Loaded(_)) => is_it(&name.id, attr),
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// Whether `parts` is the dotted name of a class that describes a submodule.
    pub(super) fn is_description(&self, parts: &[&str]) -> bool {
        self.places.contains(&parts.join("."))
    }

    /// The dotted name of the stub's module.
    pub(super) fn module_name(&self) -> &'a str {
        self.source.module
    }

    /// Returns the imports that bind those of the names `used` to the modules themselves that are names of describing
    /// classes, except for names that `members` hide.
    pub(super) fn descriptions(
        &self,
        used: &BTreeSet<String>,
        members: &HashSet<String>,
    ) -> impl Iterator<Item = String> {
        used.iter().filter_map(|name| match self.meaning(name) {
            Some(Meaning::Description(module)) if !members.contains(name) => {
                Some(format!("import {module} as {name}"))
            }
            _ => None,
        })
    }

    /// Returns the imports of those of the names `used` that the stub defines, except for names that `members` hide.
    pub(super) fn definitions(
        &self,
        used: &BTreeSet<String>,
        members: &HashSet<String>,
    ) -> impl Iterator<Item = String> {
        let is_visible = |name: &&String| {
            self.meaning(name) == Some(&Meaning::Definition) && *name != ALL && !members.contains(*name)
        };
        used.iter().filter(is_visible).map(|name| format!("from {} import {name}", self.source.module))
    }

    /// Returns the edits that make the imports among `statements`, which are those of the stub itself, absolute.
    pub(super) fn absolute_imports(&self, statements: &[&ast::Stmt]) -> Vec<Edit> {
        self.imports_with(statements, &HashSet::new(), aliased)
    }

    /// Returns the edits that make the imports among `statements`, which a submodule shares with the stub, absolute and private,
    /// and that remove the names that `members` hide. What the stub re-exports is not an attribute of the submodule.
    pub(super) fn shared_imports(&self, statements: &[&ast::Stmt], members: &HashSet<String>) -> Vec<Edit> {
        self.imports_with(statements, members, |alias| match &alias.asname {
            Some(name) if name.id == alias.name.id => alias.name.to_string(),
            _ => aliased(alias),
        })
    }

    fn imports_with(
        &self,
        statements: &[&ast::Stmt],
        members: &HashSet<String>,
        written: impl Fn(&ast::Alias) -> String,
    ) -> Vec<Edit> {
        let edit = |statement: &ast::Stmt| match statement {
            ast::Stmt::Import(import) => {
                let bound = import.names.iter().map(bound_by_import);
                let kept = import.names.iter().zip(bound).filter(|(_, bound)| !members.contains(bound));
                let texts: Vec<_> = kept.map(|(alias, _)| format!("import {}", written(alias))).collect();
                let is_changed = texts.len() < import.names.len()
                    || import.names.iter().any(|alias| written(alias) != aliased(alias));
                is_changed.then(|| Edit::new(import.range(), joined(&texts)))
            }
            ast::Stmt::ImportFrom(import) => {
                let module = self.absolute(import);
                let is_hidden = |alias: &ast::Alias| {
                    members.contains(bound_by_from(alias))
                        || self.described_elsewhere(&module, alias).is_some()
                };
                let kept = import.names.iter().filter(|alias| !is_hidden(alias));
                let texts: Vec<_> =
                    kept.map(|alias| format!("from {module} import {}", written(alias))).collect();
                let is_changed = texts.len() < import.names.len()
                    || import.level > 0
                    || import.names.iter().any(|alias| written(alias) != aliased(alias));
                is_changed.then(|| Edit::new(import.range(), joined(&texts)))
            }
            _ => None,
        };
        statements.iter().copied().flat_map(imports).filter_map(edit).collect()
    }

    /// Returns the absolute name of the module that `import` imports from.
    fn absolute(&self, import: &ast::StmtImportFrom) -> String {
        let module = import.module.as_ref().map_or("", |name| name.as_str());
        absolute(module, import.level, self.source.package())
    }
}

fn aliased(alias: &ast::Alias) -> String {
    match &alias.asname {
        Some(name) => format!("{} as {name}", alias.name),
        None => alias.name.to_string(),
    }
}

/// Joins statements on one line. Without any it is `pass`, because a block must not be empty.
fn joined(statements: &[String]) -> String {
    if statements.is_empty() { "pass".to_owned() } else { statements.join("; ") }
}
