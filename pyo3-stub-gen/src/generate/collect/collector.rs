//! The state that this folder shares while it converts facts to nodes.

use super::index::Index;
use super::place::{Place, Surrounding};
use crate::facts::{ClassFact, Position};
use crate::generate::config::Config;
use crate::generate::model::Expr;
use crate::generate::placement::Placement;
use crate::generate::problem::Problem;
use crate::generate::python::is_identifier;
use crate::generate::rules::{ModuleRule, NameRule};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Turns facts into nodes, and collects problems on the way.
#[derive(Debug)]
pub(super) struct Collector<'f> {
    pub(super) config: &'f Config,
    pub(super) index: &'f Index<'f>,
    pub(super) problems: Vec<Problem>,
    /// The default values that have been read, by their text.
    pub(super) literals: FxHashMap<String, Option<Expr>>,
    /// The keys of the project's table of Rust types that some type has needed.
    pub(super) used_types: BTreeSet<String>,
    /// The nesting depth of the current type.
    pub(super) depth: usize,
}

impl<'f> Collector<'f> {
    pub(super) fn new(config: &'f Config, index: &'f Index<'f>) -> Self {
        Self {
            config,
            index,
            problems: Vec::new(),
            literals: FxHashMap::default(),
            depth: 0,
            used_types: BTreeSet::new(),
        }
    }

    /// Returns the path of the submodule that `module` names, with a warning if it does not name one.
    pub(super) fn place(
        &mut self,
        module: Option<&str>,
        name: &str,
        kind: &'static str,
        at: Option<&Position>,
    ) -> Vec<String> {
        let extension = self.index.extension;
        let placement = Placement::of(module, extension);
        if placement == Placement::Elsewhere {
            let (name, extension) = (name.to_owned(), extension.to_owned());
            let module = module.unwrap_or_default().to_owned();
            let rule = ModuleRule::WrongModule { kind, name, module, extension };
            self.problems.push(rule.problem(at.cloned()));
        }
        placement.path()
    }

    /// Like [`place`](Self::place), for a class. PyO3's own `module` option only sets `__module__`, so it may name a
    /// module that has no relation to the extension.
    pub(super) fn class_path(&mut self, fact: &ClassFact) -> Vec<String> {
        if fact.module_is_placement && !self.index.is_placed(fact.id) {
            return self.place(fact.module.as_deref(), &fact.name, "class", Some(&fact.position));
        }
        self.index.class_path(fact)
    }

    pub(super) fn module_place(&self, path: &[String], what: String, position: Option<&Position>) -> Place {
        Place {
            path: path.to_vec(),
            what,
            position: position.cloned(),
            surrounding: Surrounding::Module,
            ..Place::default()
        }
    }

    /// Whether `name` can be written in a stub. Adds a warning if it cannot, because the item is left out then.
    pub(super) fn is_writable(
        &mut self,
        name: &str,
        kind: &'static str,
        position: Option<&Position>,
    ) -> bool {
        if is_identifier(name) {
            return true;
        }
        let rule = NameRule::Unwritable { kind, name: name.to_owned() };
        self.problems.push(rule.problem(position.cloned()));
        false
    }
}
