//! The state that everything in this folder shares while facts become nodes.

use super::index::Index;
use super::place::{Place, Surrounding};
use super::placement::Placement;
use crate::facts::{ClassFact, Position};
use crate::generate::config::Config;
use crate::generate::model::Expr;
use crate::generate::problem::Problem;
use crate::generate::python::is_identifier;
use rustc_hash::FxHashMap;

/// Turns facts into nodes, and collects problems on the way.
#[derive(Debug)]
pub(super) struct Collector<'f> {
    pub(super) config: &'f Config,
    pub(super) index: &'f Index<'f>,
    pub(super) problems: Vec<Problem>,
    /// The default values that have been read, by their text.
    pub(super) literals: FxHashMap<String, Option<Expr>>,
}

impl<'f> Collector<'f> {
    pub(super) fn new(config: &'f Config, index: &'f Index<'f>) -> Self {
        Self { config, index, problems: Vec::new(), literals: FxHashMap::default() }
    }

    /// Returns the path of the submodule that `module` names, with a warning where it names none.
    pub(super) fn place(
        &mut self,
        module: Option<&str>,
        name: &str,
        kind: &str,
        at: Option<&Position>,
    ) -> Vec<String> {
        let placement = Placement::of(module, self.index.extension);
        if placement == Placement::Elsewhere {
            self.problems.push(elsewhere(module, name, kind, self.index.extension, at));
        }
        placement.path()
    }

    /// Like [`place`](Self::place), for a class. PyO3's own `module` option only sets `__module__`, so it may name a
    /// module that has no relation to the extension.
    pub(super) fn class_path(&mut self, fact: &ClassFact) -> Vec<String> {
        if fact.module_is_placement {
            self.place(fact.module.as_deref(), &fact.name, "class", Some(&fact.position))
        } else {
            Placement::of(fact.module.as_deref(), self.index.extension).path()
        }
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
    pub(super) fn is_writable(&mut self, name: &str, kind: &str, position: Option<&Position>) -> bool {
        if is_identifier(name) {
            return true;
        }
        let message = format!("the {kind} `{name}` is left out: its name cannot be written in Python source");
        let problem = Problem::warning(message, position.cloned()).with_help(format!(
            "Python code reaches it with `getattr` only; give it another name: `#[pyo3(name = \"{name}_\")]`"
        ));
        self.problems.push(problem);
        false
    }
}

fn elsewhere(
    module: Option<&str>,
    name: &str,
    kind: &str,
    extension: &str,
    at: Option<&Position>,
) -> Problem {
    let module = module.unwrap_or_default();
    let message = format!(
        "the {kind} `{name}` asks for the module `{module}`, which is not in the extension `{extension}`"
    );
    let last = module.rsplit('.').next().unwrap_or(module);
    Problem::warning(message, at.cloned()).with_help(format!(
        "it is written into `{extension}` itself; for a submodule write `module = \"{extension}.{last}\"` or \
         `module = \".{last}\"`"
    ))
}
