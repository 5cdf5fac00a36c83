//! Converts facts to the tree of modules, and finds the meaning of names in types.
//!
//! It must not know which names a stub imports, or how a stub is written.

mod aliases;
mod arrays;
mod class_draft;
mod classes;
mod collector;
mod constructors;
mod definitions;
mod enums;
mod function_parts;
mod functions;
mod generated_methods;
mod index;
mod inputs;
mod items;
mod layout;
mod lookup;
mod members;
mod objections;
mod order;
mod overlaps;
mod own_arguments;
mod parameter_order;
mod parameters;
mod place;
mod reexports;
mod renames;
mod rust_types;
mod shapes;
mod snippets;
mod special_methods;
mod tree;
mod type_param_text;
mod type_params;
mod types;
mod underscored;
mod used_variables;
mod values;
mod variables;

use super::config::{Config, NestedForm};
use super::model::ModuleInfo;
use super::problem::Problem;
use super::rules::ModuleRule;
use crate::facts::{Fact, Facts};
use crate::generate::placement::RuntimeLayout;
use crate::parallel;
use crate::text::dotted;
use collector::Collector;
use index::Index;
use std::collections::BTreeSet;
use tree::Tree;

/// Returns how deep a submodule may be. Python allows a hundred levels of indentation, and a walk over submodules uses
/// stack space for each level.
fn deepest(form: NestedForm) -> usize {
    match form {
        NestedForm::Inside => 90,
        NestedForm::Beside => 400,
    }
}

/// Returns the tree of modules that `facts` describe for the extension `module`, with all problems. `layout` states
/// where Python finds items. Without a tree, one of the problems is an error.
pub fn collect(
    facts: &Facts,
    layout: &RuntimeLayout,
    module: &str,
    config: &Config,
) -> (Option<ModuleInfo>, Vec<Problem>) {
    let sorted = order::sorted(&facts.facts);
    let index = Index::new(&sorted, module, layout);
    let mut collector = Collector::new(config, &index);
    let tree = collector.tree(&sorted);
    (tree, collector.problems)
}

impl Collector<'_> {
    fn tree(&mut self, facts: &[&Fact]) -> Option<ModuleInfo> {
        if !facts.iter().any(|fact| is_item(fact)) {
            self.problems.push(ModuleRule::NothingAnnotated.problem(None));
            return None;
        }
        let mut tree = Tree::default();
        // Snippets come first, because the last of several overloads is the one from Rust.
        for fact in facts {
            if let Fact::Snippet(snippet) = fact {
                self.add_snippet(snippet, &mut tree);
            }
        }
        for branch in parallel::in_ranges(facts.len(), |range| self.branch(&facts[range])) {
            tree.join(branch.tree);
            self.problems.extend(branch.problems);
            self.used_types.extend(branch.used_types);
        }
        let unused = self.unused_types();
        self.problems.extend(unused);
        tree.apply_exports(facts, self.index.extension, &self.index.layout.exports);
        let style = self.config.submodule_style;
        let most = deepest(style.nested_form());
        if let Some(path) = tree.deepest().filter(|path| path.len() > most) {
            let module = dotted::join(self.index.extension, path);
            self.problems.push(ModuleRule::TooDeep { module, depth: path.len(), most }.problem(None));
            return None;
        }
        renames::apply(self.index, self.index.layout, &mut tree);
        reexports::apply(facts, self.index.extension, style, &mut tree, &mut self.problems);
        Some(tree.finish(self.index.extension, &mut self.problems))
    }

    /// Returns the part of the tree that `facts` describe.
    fn branch(&self, facts: &[&Fact]) -> Branch {
        let mut collector = Self::new(self.config, self.index);
        let mut tree = Tree::default();
        facts.iter().for_each(|fact| collector.add(fact, &mut tree));
        tree.sort();
        Branch { tree, problems: collector.problems, used_types: collector.used_types }
    }
}

/// The part of the tree that some of the facts describe.
struct Branch {
    tree: Tree,
    problems: Vec<Problem>,
    used_types: BTreeSet<String>,
}

/// Whether `fact` adds something to a stub.
fn is_item(fact: &Fact) -> bool {
    match fact {
        Fact::Methods(block) => !block.is_skipped(),
        Fact::Function(_)
        | Fact::Class(_)
        | Fact::Variable(_)
        | Fact::TypeAlias(_)
        | Fact::ModuleDoc(_)
        | Fact::Snippet(_) => true,
        Fact::Reexport(_)
        | Fact::ExportVerbatim(_)
        | Fact::ExcludeFromAll(_)
        | Fact::Warning(_)
        | Fact::Skipped(_) => false,
    }
}
