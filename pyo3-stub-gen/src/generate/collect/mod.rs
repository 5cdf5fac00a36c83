//! Facts to the tree of modules: which item stands where, and what its types name.
//!
//! It must not know which names a stub imports, nor how anything is written.

mod aliases;
mod classes;
mod constructors;
mod dunders;
mod enums;
mod functions;
mod index;
mod members;
mod order;
mod parameters;
mod placement;
mod reexports;
mod snippets;
mod tree;
mod type_params;
mod types;
mod values;

use super::config::Config;
use super::model::{Attribute, Class, Expr, Ignore, ModuleInfo};
use super::problem::Problem;
use crate::facts::{ClassFact, Fact, Facts, Position, SnippetFact, SnippetKind, VariableFact};
use crate::parallel;
use index::Index;
use placement::Placement;
use rustc_hash::FxHashMap;
use tree::Tree;
use types::{Owner, Place};

/// The tree of modules that `facts` describe for the extension `module`, and what is to be said about
/// them. Without a tree, one of the problems is an error.
pub fn collect(facts: &Facts, module: &str, config: &Config) -> (Option<ModuleInfo>, Vec<Problem>) {
    let sorted = order::sorted(&facts.facts);
    let index = Index::new(&sorted, module);
    let mut collector = Collector::new(config, &index);
    let tree = collector.tree(&sorted);
    (tree, collector.problems)
}

/// Turns facts into nodes, and gathers problems on the way.
#[derive(Debug)]
struct Collector<'f> {
    config: &'f Config,
    index: &'f Index<'f>,
    problems: Vec<Problem>,
    /// The default values that were read so far, by their text.
    literals: FxHashMap<String, Option<Expr>>,
}

impl<'f> Collector<'f> {
    fn new(config: &'f Config, index: &'f Index<'f>) -> Self {
        Self { config, index, problems: Vec::new(), literals: FxHashMap::default() }
    }

    fn tree(&mut self, facts: &[&Fact]) -> Option<ModuleInfo> {
        if !facts.iter().any(|fact| is_item(fact)) {
            self.problems.push(no_items());
            return None;
        }
        let mut tree = Tree::default();
        // Snippets first: of several overloads, the one that Rust gives is the last.
        for fact in facts {
            if let Fact::Snippet(snippet) = fact {
                self.add_snippet(snippet, &mut tree);
            }
        }
        for (branch, problems) in parallel::in_ranges(facts.len(), |range| self.branch(&facts[range])) {
            tree.join(branch);
            self.problems.extend(problems);
        }
        tree.apply_exports(facts, self.index.extension);
        let style = self.config.submodule_style;
        reexports::apply(facts, self.index.extension, style, &mut tree, &mut self.problems);
        Some(tree.finish(self.index.extension, &mut self.problems))
    }

    /// The part of the tree that `facts` describe, and what is to be said about them.
    fn branch(&self, facts: &[&Fact]) -> (Tree, Vec<Problem>) {
        let mut collector = Self::new(self.config, self.index);
        let mut tree = Tree::default();
        facts.iter().for_each(|fact| collector.add(fact, &mut tree));
        tree.sort();
        (tree, collector.problems)
    }

    fn add(&mut self, fact: &Fact, tree: &mut Tree) {
        match fact {
            Fact::Function(fact) => {
                let path = self.place(fact.module.as_deref(), &fact.name, "function", Some(&fact.position));
                if self.is_writable(&fact.name, "function", Some(&fact.position)) {
                    let function = self.function(fact, &path);
                    tree.items(&path).functions.push(function);
                }
            }
            Fact::Class(fact) => {
                let path = self.class_path(fact);
                if self.is_writable(&fact.name, "class", Some(&fact.position)) {
                    let blocks = self.index.methods(fact.id);
                    let class: Class = self.class(fact, &blocks, &path);
                    tree.items(&path).classes.push(class);
                }
            }
            Fact::Methods(fact) if self.index.class(fact.class).is_none() => {
                self.problems.push(methods_without_class(&fact.rust_name, &fact.position));
            }
            Fact::Variable(fact) => self.add_variable(fact, tree),
            Fact::TypeAlias(fact) => self.add_alias(fact, tree),
            Fact::ModuleDoc(fact) => match Placement::of(fact.module.as_deref(), self.index.extension) {
                // A crate that is linked in may be an extension of its own, and document itself.
                Placement::Elsewhere => {}
                placement => tree.set_doc(&placement.path(), &fact.doc),
            },
            Fact::Warning(fact) => {
                self.problems.push(Problem::warning(fact.message.clone(), Some(fact.position.clone())));
            }
            Fact::Methods(_)
            | Fact::Reexport(_)
            | Fact::ExportVerbatim(_)
            | Fact::ExcludeFromAll(_)
            | Fact::Snippet(_) => {}
        }
    }

    /// The functions and aliases of a snippet. What belongs to a class is added with the class.
    fn add_snippet(&mut self, fact: &SnippetFact, tree: &mut Tree) {
        let path = Placement::of(fact.module.as_deref(), self.index.extension).path();
        match fact.kind {
            SnippetKind::Functions | SnippetKind::Overloads(_) => {
                let mut functions = self.snippet_functions(fact, &path);
                if matches!(fact.kind, SnippetKind::Overloads(_)) {
                    functions.iter_mut().for_each(functions::mark_overload);
                }
                tree.items(&path).functions.append(&mut functions);
            }
            SnippetKind::TypeAlias => {
                let mut aliases = self.snippet_aliases(fact, &path);
                tree.items(&path).aliases.append(&mut aliases);
            }
            SnippetKind::Methods(id) | SnippetKind::Method(id) | SnippetKind::MethodOverloads(id) => {
                if self.index.class(id).is_none() {
                    self.problems.push(snippet_without_class(&fact.position));
                }
            }
        }
    }

    fn add_variable(&mut self, fact: &VariableFact, tree: &mut Tree) {
        let position = fact.position.as_ref();
        let path = self.place(fact.module.as_deref(), &fact.name, "variable", position);
        if !self.is_writable(&fact.name, "variable", position) {
            return;
        }
        let place = self.module_place(&path, format!("variable `{}`", fact.name), position);
        let attribute = Attribute {
            name: fact.name.clone(),
            annotation: Some(self.expr(&fact.r#type, &place)),
            value: fact.value.as_ref().and_then(|value| self.attribute_value(value, &place)),
            doc: fact.doc.clone(),
            ignore: Ignore::default(),
            position: fact.position.clone(),
        };
        tree.items(&path).variables.push(attribute);
    }

    /// The path of the submodule that `module` names, with a warning where it names none.
    fn place(&mut self, module: Option<&str>, name: &str, kind: &str, at: Option<&Position>) -> Vec<String> {
        let placement = Placement::of(module, self.index.extension);
        if placement == Placement::Elsewhere {
            self.problems.push(elsewhere(module, name, kind, self.index.extension, at));
        }
        placement.path()
    }

    /// Like [`place`](Self::place). PyO3's own `module` option only sets `__module__`: it may name a
    /// module that has nothing to do with the extension.
    fn class_path(&mut self, fact: &ClassFact) -> Vec<String> {
        if fact.module_is_placement {
            self.place(fact.module.as_deref(), &fact.name, "class", Some(&fact.position))
        } else {
            Placement::of(fact.module.as_deref(), self.index.extension).path()
        }
    }

    fn module_place(&self, path: &[String], what: String, position: Option<&Position>) -> Place {
        Place {
            path: path.to_vec(),
            what,
            position: position.cloned(),
            owner: Owner::Module,
            ..Place::default()
        }
    }

    /// Whether `name` can be written in a stub. What cannot is left out, with a warning.
    fn is_writable(&mut self, name: &str, kind: &str, position: Option<&Position>) -> bool {
        if super::python::is_identifier(name) {
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

/// Whether `fact` puts something into a stub.
fn is_item(fact: &Fact) -> bool {
    match fact {
        Fact::Function(_)
        | Fact::Class(_)
        | Fact::Methods(_)
        | Fact::Variable(_)
        | Fact::TypeAlias(_)
        | Fact::ModuleDoc(_)
        | Fact::Snippet(_) => true,
        Fact::Reexport(_) | Fact::ExportVerbatim(_) | Fact::ExcludeFromAll(_) | Fact::Warning(_) => false,
    }
}

fn no_items() -> Problem {
    Problem::error("the extension has no annotated item, so there is nothing to write a stub of", None).with_help(
        "put `#[gen_stub_pyfunction]` above a `#[pyfunction]`, `#[gen_stub_pyclass]` above a `#[pyclass]`, or \
         `#[gen_stub_pymodule]` above a `#[pymodule] mod`; where they are there already, see that the feature \
         `registry` of `pyo3-stub-gen` is on",
    )
}

fn methods_without_class(rust_name: &str, position: &Position) -> Problem {
    let message = format!("`{rust_name}` has annotated methods, and is no annotated class");
    Problem::error(message, Some(position.clone())).with_help(format!(
        "put `#[gen_stub_pyclass]` above the `#[pyclass]` of `{rust_name}`, or take `#[gen_stub_pymethods]` away"
    ))
}

fn snippet_without_class(position: &Position) -> Problem {
    Problem::error(
        "a Python snippet adds methods to a Rust type that is no annotated class",
        Some(position.clone()),
    )
    .with_help("put `#[gen_stub_pyclass]` above the `#[pyclass]` of that type")
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
