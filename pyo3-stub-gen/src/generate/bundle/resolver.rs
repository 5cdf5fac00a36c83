//! The import model: what a dotted name means in a module of the tree.
//!
//! A name is defined in the module, or imported into it, from a module of the tree or from another package. Chains of imports
//! are followed to the module that defines the name.

use super::exports::ExportedNames;
use super::scope::{ModuleScope, NameDefinition, defined};
use super::tree::{ModuleId, StubTree};
use crate::generate::model::ExternalName;
use crate::generate::python::ImportTarget;
use crate::text::dotted;
use ruff_text_size::{Ranged as _, TextSize};
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};

/// The meaning of a dotted name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NameMeaning {
    /// An item of a module of the tree, followed by the names of what is in it.
    Item { module: ModuleId, name: Vec<String> },
    /// A module of the tree.
    Module(ModuleId),
    /// A name of another package.
    External(ExternalName),
    /// A name that is imported in a circle.
    Circular,
}

/// The scopes of all modules.
pub(super) struct Resolver<'t> {
    /// The modules.
    pub tree: &'t StubTree,
    /// The names at the top of each module.
    pub scopes: Vec<ModuleScope<'t>>,
    /// What `from module import *` imports from each module.
    public: Vec<OnceCell<BTreeSet<String>>>,
}

/// The names that are being looked up, in which module.
type Pending = HashSet<(ModuleId, String)>;

impl<'t> Resolver<'t> {
    pub(super) fn new(tree: &'t StubTree, scopes: Vec<ModuleScope<'t>>) -> Self {
        let public = scopes.iter().map(|_| OnceCell::new()).collect();
        Self { tree, scopes, public }
    }

    /// Returns the meaning of the dotted name `parts` in `module`.
    pub(super) fn dotted(&self, module: ModuleId, parts: &[&str]) -> Option<NameMeaning> {
        self.find(module, parts, &mut Pending::new())
    }

    /// Whether `name` has a meaning in `module` above `offset`. Imports are above everything else.
    pub(super) fn is_before(&self, module: ModuleId, name: &str, offset: TextSize) -> bool {
        if !self.defines(module, name) {
            return self.dotted(module, &[name]).is_some();
        }
        let mut found = false;
        let above = self.scopes[module].statements.iter().map(|it| it.statement);
        for statement in above.take_while(|it| it.start() < offset) {
            defined(statement, &mut |it| found |= it == name);
        }
        found
    }

    /// Returns what defines the item `name` of `module`.
    pub(super) fn definition(&self, module: ModuleId, name: &str) -> Option<NameDefinition<'t>> {
        self.scopes[module].definitions.get(name).copied()
    }

    /// Returns the names that `from module import *` imports.
    pub(super) fn public(&self, module: ModuleId) -> &BTreeSet<String> {
        if let Some(names) = self.public[module].get() {
            return names;
        }
        let names = self.exported(module, &mut BTreeSet::new());
        self.public[module].get_or_init(|| names)
    }

    /// Whether the statements of `module` define `name`. A variable with the name of a submodule only announces that.
    fn defines(&self, module: ModuleId, name: &str) -> bool {
        match self.scopes[module].definitions.get(name) {
            Some(NameDefinition::Variable) => self.tree.child(module, name).is_none(),
            Some(_) => true,
            None => false,
        }
    }

    fn find(&self, module: ModuleId, parts: &[&str], pending: &mut Pending) -> Option<NameMeaning> {
        let (first, rest) = parts.split_first()?;
        let scope = &self.scopes[module];
        if self.defines(module, first) {
            return Some(self.item(module, parts));
        }
        if let Some(target) = scope.bindings.find(parts) {
            return self.target(target, pending);
        }
        if scope.knows(first) {
            return Some(self.item(module, parts));
        }
        if scope.known.is_some()
            && let Some(child) = self.tree.child(module, first)
        {
            return self.descend(NameMeaning::Module(child), rest, pending);
        }
        if !pending.insert((module, (*first).to_owned())) {
            return Some(NameMeaning::Circular);
        }
        for star in &scope.stars {
            if let Some(source) = self.tree.named(star)
                && self.public(source).contains(*first)
            {
                let found = self.member(source, first, pending)?;
                return self.descend(found, rest, pending);
            }
        }
        if crate::generate::python::known::is_builtin(first) {
            return Some(NameMeaning::External(ExternalName {
                module: "builtins".to_owned(),
                name: parts.join("."),
            }));
        }
        // A star import of another package may bind any other name.
        let mut foreign = scope.stars.iter().filter(|star| self.tree.named(star).is_none());
        match (foreign.next(), foreign.next()) {
            (Some(star), None) => {
                Some(NameMeaning::External(ExternalName { module: star.clone(), name: parts.join(".") }))
            }
            _ => None,
        }
    }

    /// Returns the item that `parts` name. `Name = module` in a file is another name of the module.
    fn item(&self, module: ModuleId, parts: &[&str]) -> NameMeaning {
        NameMeaning::Item { module, name: parts.iter().map(|&part| part.to_owned()).collect() }
    }

    fn target(&self, target: ImportTarget, pending: &mut Pending) -> Option<NameMeaning> {
        match target {
            ImportTarget::Module(name) => Some(match self.tree.named(&name) {
                Some(module) => NameMeaning::Module(module),
                None => NameMeaning::External(ExternalName { module: String::new(), name }),
            }),
            ImportTarget::Member { module, name } => match self.tree.named(&module) {
                Some(source) => {
                    let parts: Vec<&str> = name.split('.').collect();
                    let (first, rest) = parts.split_first()?;
                    let found = self.member(source, first, pending)?;
                    self.descend(found, rest, pending)
                }
                None => match self.through_package(&module, &name) {
                    Some(parts) => self.descend(NameMeaning::Module(0), &parts, pending),
                    None => Some(NameMeaning::External(ExternalName { module, name })),
                },
            },
        }
    }

    /// Returns what `name` of `module`, a package around the extension, is in the extension. `from package import _core` binds the
    /// extension `package._core`, and `import package` makes `package._core` a name.
    fn through_package<'n>(&self, module: &str, name: &'n str) -> Option<Vec<&'n str>> {
        let mut inner = dotted::below(&self.tree.extension, module)?.split('.');
        let mut parts = name.split('.');
        inner.all(|part| parts.next() == Some(part)).then(|| parts.collect())
    }

    /// Returns the attribute `name` of `module`, which may be a submodule.
    fn member(&self, module: ModuleId, name: &str, pending: &mut Pending) -> Option<NameMeaning> {
        let scope = &self.scopes[module];
        if self.defines(module, name) || scope.knows(name) {
            return Some(self.item(module, &[name]));
        }
        let child = self.tree.child(module, name);
        // `from . import sub` binds the submodule.
        if let Some(child) = child
            && scope
                .bindings
                .find(&[name])
                .is_none_or(|target| is_child(&target, &self.tree.modules[child].name))
        {
            return Some(NameMeaning::Module(child));
        }
        if !pending.insert((module, name.to_owned())) {
            return Some(child.map_or(NameMeaning::Circular, NameMeaning::Module));
        }
        let found = match scope.bindings.find(&[name]) {
            Some(target) => self.target(target, pending),
            None => {
                let in_tree = scope.stars.iter().filter_map(|star| self.tree.named(star));
                let mut sources = in_tree.filter(|source| self.public(*source).contains(name));
                match sources.next() {
                    Some(source) => self.member(source, name, pending),
                    None => self.foreign_star(module, name),
                }
            }
        };
        pending.remove(&(module, name.to_owned()));
        found
    }

    fn foreign_star(&self, module: ModuleId, name: &str) -> Option<NameMeaning> {
        let mut foreign = self.scopes[module].stars.iter().filter(|star| self.tree.named(star).is_none());
        match (foreign.next(), foreign.next()) {
            (Some(star), None) => {
                Some(NameMeaning::External(ExternalName { module: star.clone(), name: name.to_owned() }))
            }
            _ => None,
        }
    }

    /// Returns what `rest` is in `found`.
    fn descend(&self, mut found: NameMeaning, rest: &[&str], pending: &mut Pending) -> Option<NameMeaning> {
        for (index, part) in rest.iter().enumerate() {
            found = match found {
                NameMeaning::Module(module) => self.member(module, part, pending)?,
                NameMeaning::Item { module, mut name } => {
                    name.extend(rest[index..].iter().map(|&part| part.to_owned()));
                    return Some(NameMeaning::Item { module, name });
                }
                NameMeaning::External(external) => {
                    return Some(NameMeaning::External(below(external, &rest[index..])));
                }
                NameMeaning::Circular => return Some(NameMeaning::Circular),
            };
        }
        Some(found)
    }

    /// Returns the names that `from module import *` imports, where the modules in `seen` import it so themselves.
    fn exported(&self, module: ModuleId, seen: &mut BTreeSet<ModuleId>) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        if !seen.insert(module) {
            return names;
        }
        let scope = &self.scopes[module];
        if scope.exports.pieces.is_empty() {
            let is_public = |name: &&str| !name.starts_with('_');
            names
                .extend(scope.definitions.keys().filter(|name| is_public(name)).map(|&name| name.to_owned()));
            let imported = scope.imported.iter().filter(|it| it.is_reexport).map(|it| it.name);
            names.extend(imported.filter(is_public).map(str::to_owned));
            for star in &scope.stars {
                if let Some(source) = self.tree.named(star) {
                    names.extend(self.exported(source, seen));
                }
            }
        } else {
            for piece in &scope.exports.pieces {
                match &piece.names {
                    ExportedNames::Listed(listed) => names.extend(listed.iter().cloned()),
                    ExportedNames::Removed(removed) => names.retain(|name| !removed.contains(name)),
                    ExportedNames::Of(expr) => {
                        if let Some(source) = self.module_named(module, expr) {
                            names.extend(self.exported(source, seen));
                        }
                    }
                }
            }
        }
        seen.remove(&module);
        names
    }

    /// Returns the module of the tree that `expr` names in `module`.
    pub(super) fn module_named(&self, module: ModuleId, expr: &ruff_python_ast::Expr) -> Option<ModuleId> {
        let parts = parts(expr)?;
        match self.dotted(module, &parts)? {
            NameMeaning::Module(found) => Some(found),
            NameMeaning::Item { .. } | NameMeaning::External(_) | NameMeaning::Circular => None,
        }
    }
}

fn is_child(target: &ImportTarget, child: &str) -> bool {
    match target {
        ImportTarget::Module(name) => name == child,
        ImportTarget::Member { module, name } => {
            child.strip_prefix(module.as_str()).and_then(|rest| rest.strip_prefix('.')) == Some(name)
        }
    }
}

/// Returns `parts` in `external`.
fn below(external: ExternalName, parts: &[&str]) -> ExternalName {
    let rest = parts.join(".");
    match external.module.is_empty() {
        true => ExternalName { module: external.name, name: rest },
        false => ExternalName { name: format!("{}.{rest}", external.name), ..external },
    }
}

/// Returns the parts of the dotted name `expr`.
pub(super) fn parts(expr: &ruff_python_ast::Expr) -> Option<Vec<&str>> {
    match expr {
        ruff_python_ast::Expr::Name(name) => Some(vec![name.id.as_str()]),
        ruff_python_ast::Expr::Attribute(attribute) => {
            let mut parts = parts(&attribute.value)?;
            parts.push(attribute.attr.as_str());
            Some(parts)
        }
        _ => None,
    }
}
