//! What the conversion of every statement needs: the import model, the type variables and the shapes of the tree, and the
//! problems that were found.

use super::resolver::{NameMeaning, Resolver};
use super::scope::NameDefinition;
use super::tree::{ModuleId, TreeModule};
use crate::generate::config::Config;
use crate::generate::model::{Expr, ExternalName, LocalName, Symbol, TypeParam};
use crate::generate::problem::Problem;
use crate::generate::rules::BundleRule;
use ruff_python_ast as ast;
use ruff_text_size::TextRange;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// An item at the top of a module.
pub(super) type ItemName = (ModuleId, String);

/// A type variable of the tree.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    /// What it may be, under the name that the bundle uses.
    pub param: TypeParam,
    /// Its position among the type variables of its file.
    pub index: usize,
    /// Whether the functions and classes that use it declare it, because the generator wrote it for them.
    pub is_declared_by_users: bool,
    /// The items that its definition names.
    pub needs: HashSet<ItemName>,
}

/// What the conversion of every statement needs.
pub(super) struct Context<'t> {
    /// The import model.
    pub resolver: &'t Resolver<'t>,
    /// The configuration.
    pub config: &'t Config,
    /// The type variables of the tree.
    pub variables: HashMap<ItemName, Variable>,
    /// The classes that the generator declares itself where they are used.
    pub declared: HashMap<ItemName, Expr>,
    /// The items that other statements name.
    pub used: RefCell<HashSet<ItemName>>,
    /// The problems.
    pub problems: RefCell<Vec<Problem>>,
}

impl<'t> Context<'t> {
    pub(super) fn new(resolver: &'t Resolver<'t>, config: &'t Config) -> Self {
        Self {
            resolver,
            config,
            variables: HashMap::new(),
            declared: HashMap::new(),
            used: RefCell::default(),
            problems: RefCell::default(),
        }
    }

    /// Returns the stub of `module`.
    pub(super) fn source(&self, module: ModuleId) -> &'t TreeModule {
        &self.resolver.tree.modules[module]
    }

    /// Reports `rule` at `range` of the stub of `module`.
    pub(super) fn report(&self, module: ModuleId, rule: &BundleRule, range: TextRange) {
        self.problems.borrow_mut().push(self.source(module).problem(rule, range));
    }

    /// Returns the expression for `meaning`, and marks the item that it names as used.
    pub(super) fn expr(&self, meaning: NameMeaning) -> Expr {
        match meaning {
            NameMeaning::Item { module, name } => self.item(module, &name),
            NameMeaning::Module(module) => {
                let path = &self.source(module).path;
                if path.is_empty() {
                    Expr::external("types", "ModuleType")
                } else {
                    Expr::Name(Symbol::Protocol(path.clone()))
                }
            }
            NameMeaning::External(ExternalName { module, name }) => Expr::external(&module, &name),
            NameMeaning::Circular => Expr::typing("Any"),
        }
    }

    fn item(&self, module: ModuleId, name: &[String]) -> Expr {
        let Some((first, rest)) = name.split_first() else { return Expr::typing("Any") };
        if let Some(target) = self.detour(module, first) {
            let rest = rest.iter().map(String::as_str);
            let parts: Vec<&str> = std::iter::once(target).chain(rest).collect();
            return self
                .resolver
                .dotted(module, &parts)
                .map_or_else(|| Expr::typing("Any"), |it| self.expr(it));
        }
        let item = (module, first.clone());
        self.used.borrow_mut().insert(item.clone());
        let base = if let Some(variable) = self.variables.get(&item) {
            match variable.is_declared_by_users {
                true => Expr::Name(Symbol::TypeParameter(variable.param.name.clone())),
                false => Expr::Written(variable.param.name.clone()),
            }
        } else if let Some(declared) = self.declared.get(&item) {
            declared.clone()
        } else if let Some(meaning) = self.behind_alias(module, name) {
            return self.expr(meaning);
        } else {
            let path = self.source(module).path.clone();
            return Expr::Name(Symbol::Local(LocalName { path, name: name.to_vec() }));
        };
        rest.iter().fold(base, |base, part| Expr::Attribute(Box::new(base), part.clone()))
    }
}

impl<'t> Context<'t> {
    /// Returns what `Alias.Inner` names, where the alias is in a module that a class describes: there, the alias is an attribute.
    fn behind_alias(&self, module: ModuleId, name: &[String]) -> Option<NameMeaning> {
        let (mut module, mut name) = (module, name.to_vec());
        let mut found = None;
        let mut seen = HashSet::new();
        while let Some((first, rest)) = name.split_first().filter(|(_, rest)| !rest.is_empty())
            && self.owner(module) != module
            && !self.source(module).is_generated
            && let Some(NameDefinition::Alias(value)) = self.resolver.definition(module, first)
            && seen.insert((module, first.clone()))
        {
            let mut parts = super::resolver::parts(value)?;
            parts.extend(rest.iter().map(String::as_str));
            let meaning = self.resolver.dotted(module, &parts)?;
            if let NameMeaning::Item { module: next, name: next_name } = &meaning {
                (module, name) = (*next, next_name.clone());
            } else {
                return Some(meaning);
            }
            found = Some(meaning);
        }
        found
    }

    /// Returns the type variable that `name` means in `module`.
    pub(super) fn variable(&self, module: ModuleId, name: &str) -> Option<&Variable> {
        match self.resolver.dotted(module, &[name])? {
            NameMeaning::Item { module, name } => self.variables.get(&(module, name.concat())),
            NameMeaning::Module(_) | NameMeaning::External(_) | NameMeaning::Circular => None,
        }
    }

    /// Returns `Name` if `name` is `_Name = Name`, which the generator writes where a class hides `Name`.
    pub(super) fn detour(&self, module: ModuleId, name: &str) -> Option<&'t str> {
        let NameDefinition::Alias(ast::Expr::Name(target)) = self.resolver.definition(module, name)? else {
            return None;
        };
        let rest = name.strip_prefix('_')?.strip_prefix(target.id.as_str())?;
        let is_detour = rest.chars().all(|c| c == '_') && self.source(module).is_generated;
        is_detour.then_some(target.id.as_str())
    }

    /// Returns the module whose file has what cannot be in the class that describes `module`.
    pub(super) fn owner(&self, module: ModuleId) -> ModuleId {
        let source = self.source(module);
        if source.path.is_empty() || source.is_selected(self.config) {
            return module;
        }
        let parent = self.resolver.tree.at(&source.path[..source.path.len() - 1]);
        parent.map_or(module, |parent| self.owner(parent))
    }
}
