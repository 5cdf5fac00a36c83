//! What the names at the top level of a stub stand for, and the imports that give them to another file.

use super::StubSource;
use super::descriptions::Submodule;
use super::lines::Edit;
use ruff_python_ast as ast;
use ruff_text_size::Ranged as _;
use std::collections::BTreeMap;

/// The names that `statements` bind in their scope.
pub(super) fn of_all(statements: &[ast::Stmt]) -> Vec<String> {
    let mut names = Vec::new();
    statements.iter().for_each(|statement| add(statement, &mut names));
    names
}

fn add(statement: &ast::Stmt, names: &mut Vec<String>) {
    match statement {
        ast::Stmt::FunctionDef(function) => names.push(function.name.to_string()),
        ast::Stmt::ClassDef(class) => names.push(class.name.to_string()),
        ast::Stmt::AnnAssign(assign) => add_target(&assign.target, names),
        ast::Stmt::Assign(assign) => assign.targets.iter().for_each(|target| add_target(target, names)),
        ast::Stmt::TypeAlias(alias) => add_target(&alias.name, names),
        ast::Stmt::Import(import) => names.extend(import.names.iter().map(bound_by_import)),
        ast::Stmt::ImportFrom(import) => {
            names.extend(import.names.iter().map(|alias| bound_by_from(alias).to_owned()));
        }
        ast::Stmt::If(_) | ast::Stmt::Try(_) => {
            blocks(statement).into_iter().flatten().for_each(|inner| add(inner, names));
        }
        _ => {}
    }
}

fn add_target(target: &ast::Expr, names: &mut Vec<String>) {
    match target {
        ast::Expr::Name(name) => names.push(name.id.to_string()),
        ast::Expr::Tuple(tuple) => tuple.elts.iter().for_each(|element| add_target(element, names)),
        _ => {}
    }
}

/// The blocks of an `if` or a `try`.
fn blocks(statement: &ast::Stmt) -> Vec<&[ast::Stmt]> {
    match statement {
        ast::Stmt::If(branch) => std::iter::once(&branch.body[..])
            .chain(branch.elif_else_clauses.iter().map(|clause| &clause.body[..]))
            .collect(),
        ast::Stmt::Try(attempt) => {
            let handlers = attempt.handlers.iter().map(|handler| {
                let ast::ExceptHandler::ExceptHandler(handler) = handler;
                &handler.body[..]
            });
            let rest = [&attempt.body[..], &attempt.orelse[..], &attempt.finalbody[..]];
            rest.into_iter().chain(handlers).collect()
        }
        _ => Vec::new(),
    }
}

/// `import a.b` binds `a`.
fn bound_by_import(alias: &ast::Alias) -> String {
    match &alias.asname {
        Some(name) => name.to_string(),
        None => alias.name.split('.').next().unwrap_or(&alias.name).to_owned(),
    }
}

fn bound_by_from(alias: &ast::Alias) -> &str {
    alias.asname.as_ref().unwrap_or(&alias.name).as_str()
}

/// Whether `statement` imports, under whatever condition, and does nothing else.
pub(super) fn is_only_imports(statement: &ast::Stmt) -> bool {
    match statement {
        ast::Stmt::Import(_) | ast::Stmt::ImportFrom(_) => true,
        ast::Stmt::If(_) | ast::Stmt::Try(_) => {
            blocks(statement).into_iter().flatten().all(|it| is_only_imports(it) || it.is_pass_stmt())
        }
        _ => false,
    }
}

/// Every import in `statement`.
fn imports(statement: &ast::Stmt) -> Vec<&ast::Stmt> {
    match statement {
        ast::Stmt::Import(_) | ast::Stmt::ImportFrom(_) => vec![statement],
        _ => blocks(statement).into_iter().flatten().flat_map(imports).collect(),
    }
}

/// What a name at the top level of the stub stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A class that describes the submodule of this dotted name.
    Description(String),
    /// Something that the stub defines.
    Definition,
    /// A name of another module.
    Member { module: String, name: String },
    /// The module of this dotted name.
    Module(String),
    /// The first part of the dotted names of these modules.
    Loaded(Vec<String>),
}

/// The classes that describe submodules, by the modules whose stubs they stand in and their names, with the dotted
/// names of the submodules.
pub(super) type Elsewhere = BTreeMap<(String, String), String>;

/// The top level of a stub.
pub(super) struct TopLevel<'a> {
    source: StubSource<'a>,
    elsewhere: &'a Elsewhere,
    names: BTreeMap<String, Meaning>,
    imports: Vec<&'a ast::Stmt>,
    places: Vec<Vec<String>>,
}

impl<'a> TopLevel<'a> {
    pub(super) fn new(
        statements: &'a [ast::Stmt],
        found: &[Submodule<'_>],
        elsewhere: &'a Elsewhere,
        source: StubSource<'a>,
    ) -> Self {
        let aliases =
            found.iter().flat_map(|submodule| &submodule.aliases).map(|(name, _)| vec![name.clone()]);
        let places = found.iter().map(|submodule| submodule.place.clone()).chain(aliases).collect();
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
        let mut top_level = Self { source, elsewhere, names, imports: Vec::new(), places };
        imports.iter().for_each(|import| top_level.add_import(import));
        Self { imports, ..top_level }
    }

    fn add_import(&mut self, statement: &ast::Stmt) {
        match statement {
            ast::Stmt::Import(import) => {
                for alias in &import.names {
                    let (bound, full) = (bound_by_import(alias), alias.name.to_string());
                    if alias.asname.is_some() {
                        self.names.insert(bound, Meaning::Module(full));
                    } else if let Some(Meaning::Loaded(modules)) = self.names.get_mut(&bound) {
                        modules.push(full);
                    } else {
                        self.names.insert(bound, Meaning::Loaded(vec![full]));
                    }
                }
            }
            ast::Stmt::ImportFrom(import) => {
                let module = self.absolute(import);
                for alias in import.names.iter().filter(|alias| alias.name.as_str() != "*") {
                    let bound = bound_by_from(alias).to_owned();
                    let meaning = match self.described_elsewhere(&module, alias) {
                        Some(submodule) => {
                            self.places.push(vec![bound.clone()]);
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

    /// The submodule that a name of another stub describes.
    fn described_elsewhere(&self, module: &str, alias: &ast::Alias) -> Option<&'a String> {
        self.elsewhere.get(&(module.to_owned(), alias.name.to_string()))
    }

    /// What `name` stands for; a builtin is not known here.
    pub(super) fn meaning(&self, name: &str) -> Option<&Meaning> {
        self.names.get(name)
    }

    /// Whether the dotted name `parts` is that of a class that describes a submodule.
    pub(super) fn is_description(&self, parts: &[&str]) -> bool {
        self.places.iter().any(|place| place.iter().map(String::as_str).eq(parts.iter().copied()))
    }

    /// The dotted name of the stub's module.
    pub(super) fn module_name(&self) -> &'a str {
        self.source.module
    }

    /// The imports that give the names of describing classes to the modules themselves, but for those that one of
    /// `members` hides.
    pub(super) fn descriptions(&self, members: &[String]) -> impl Iterator<Item = String> {
        self.names.iter().filter_map(|(name, meaning)| match meaning {
            Meaning::Description(module) if !members.contains(name) => {
                Some(format!("import {module} as {name}"))
            }
            _ => None,
        })
    }

    /// The imports of what the stub defines, but for what one of `members` hides.
    pub(super) fn definitions(&self, members: &[String]) -> impl Iterator<Item = String> {
        let is_visible = |(name, meaning): &(&String, &Meaning)| {
            **meaning == Meaning::Definition && *name != "__all__" && !members.contains(name)
        };
        let names = self.names.iter().filter(is_visible);
        names.map(|(name, _)| format!("from {} import {name}", self.source.module))
    }

    /// The stub's imports with no dots in front, and without the names that `members` hide.
    pub(super) fn absolute_imports(&self, members: &[String]) -> Vec<Edit> {
        let edit = |statement: &&ast::Stmt| match statement {
            ast::Stmt::Import(import) => {
                let bound = import.names.iter().map(bound_by_import);
                let kept = import.names.iter().zip(bound).filter(|(_, bound)| !members.contains(bound));
                let texts: Vec<_> = kept.map(|(alias, _)| format!("import {}", aliased(alias))).collect();
                (texts.len() < import.names.len()).then(|| Edit::new(import.range(), joined(&texts)))
            }
            ast::Stmt::ImportFrom(import) => {
                let module = self.absolute(import);
                let is_hidden = |alias: &ast::Alias| {
                    members.iter().any(|it| it == bound_by_from(alias))
                        || self.described_elsewhere(&module, alias).is_some()
                };
                let kept = import.names.iter().filter(|alias| !is_hidden(alias));
                let texts: Vec<_> =
                    kept.map(|alias| format!("from {module} import {}", aliased(alias))).collect();
                let is_changed = texts.len() < import.names.len() || import.level > 0;
                is_changed.then(|| Edit::new(import.range(), joined(&texts)))
            }
            _ => None,
        };
        self.imports.iter().filter_map(edit).collect()
    }

    /// The dotted name of the module that `import` is from.
    fn absolute(&self, import: &ast::StmtImportFrom) -> String {
        let module = import.module.as_ref().map_or("", |name| name.as_str());
        crate::generate::python::absolute(module, import.level, self.source.package())
    }
}

fn aliased(alias: &ast::Alias) -> String {
    match &alias.asname {
        Some(name) => format!("{} as {name}", alias.name),
        None => alias.name.to_string(),
    }
}

/// Statements on one line. A block must not be empty.
fn joined(statements: &[String]) -> String {
    if statements.is_empty() { "pass".to_owned() } else { statements.join("; ") }
}
