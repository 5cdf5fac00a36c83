//! Facts to the tree of modules: which item stands where, and what its types name.
//!
//! It must not know which names a stub imports, nor how anything is written.

mod aliases;
mod arrays;
mod class_draft;
mod classes;
mod collector;
mod constructors;
mod enums;
mod function_parts;
mod functions;
mod generated_methods;
mod index;
mod inputs;
mod items;
mod lookup;
mod members;
mod objections;
mod order;
mod own_arguments;
mod parameters;
mod place;
mod reexports;
mod snippets;
mod special_methods;
mod tree;
mod type_param_text;
mod type_params;
mod types;
mod underscored;
mod values;
mod variables;

use super::config::Config;
use super::model::ModuleInfo;
use super::problem::Problem;
use super::rules::ModuleRule;
use crate::facts::{Fact, Facts};
use crate::generate::placement::RuntimeLayout;
use crate::parallel;
use collector::Collector;
use index::Index;
use tree::Tree;

/// Returns the tree of modules that `facts` describe for the extension `module`, with all problems. Where Python has
/// something, `layout` decides. If there is no tree, one of the problems is an error.
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
        for (branch, problems) in parallel::in_ranges(facts.len(), |range| self.branch(&facts[range])) {
            tree.join(branch);
            self.problems.extend(problems);
        }
        tree.apply_exports(facts, self.index.extension, &self.index.layout.exports);
        let style = self.config.submodule_style;
        reexports::apply(facts, self.index.extension, style, &mut tree, &mut self.problems);
        Some(tree.finish(self.index.extension, &mut self.problems))
    }

    /// Returns the part of the tree that `facts` describe, with all problems.
    fn branch(&self, facts: &[&Fact]) -> (Tree, Vec<Problem>) {
        let mut collector = Self::new(self.config, self.index);
        let mut tree = Tree::default();
        facts.iter().for_each(|fact| collector.add(fact, &mut tree));
        tree.sort();
        (tree, collector.problems)
    }
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
