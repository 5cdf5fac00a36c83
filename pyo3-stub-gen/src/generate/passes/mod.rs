//! The passes, which change the finished tree between `collect` and `resolve`, in the order in which they run.
//!
//! A pass sees the tree, the configuration, and what Python shows of modules. It must not know facts, or how names and nodes are written.

mod assignable;
mod finals;
mod importable;
mod lone_variables;
mod objection;
mod open;
mod overrides;
mod receivers;
mod reimports;
mod shape;
mod source_links;
mod submodule_docs;
mod unreferenced;

use super::config::Config;
use super::model::ModuleInfo;
use super::placement::RuntimeLayout;
use super::problem::Problem;
use std::collections::BTreeMap;

/// A pass changes the tree, and returns the problems to report.
type Pass = fn(&mut ModuleInfo, &Config, &RuntimeLayout) -> Vec<Problem>;

/// The passes, in the order in which they run.
const PASSES: &[Pass] = &[
    // Classes that exist only for type checkers and that no annotation refers to.
    |tree, _, _| {
        unreferenced::leave_out(tree);
        Vec::new()
    },
    // Type variables that relate nothing.
    |tree, _, _| {
        lone_variables::replace(tree);
        Vec::new()
    },
    // `@override` on methods that override one of a base class.
    |tree, _, _| {
        overrides::mark(tree);
        Vec::new()
    },
    // `/` after receivers.
    |tree, _, _| {
        receivers::pass_by_position(tree);
        Vec::new()
    },
    // The docstrings of submodules, below their other names.
    |tree, _, _| {
        submodule_docs::copy(tree);
        Vec::new()
    },
    // Where each item is in the Rust source.
    |tree, config, _| {
        source_links::add(tree, &config.source_links);
        Vec::new()
    },
    // Which submodules are importable. The passes below depend on it.
    |tree, config, layout| importable::mark(tree, &config.importable_submodules, &layout.imports),
    // `__getattr__` in incomplete stubs.
    |tree, config, _| {
        open::add_getattr(tree, config);
        Vec::new()
    },
    // Imports, which only a file can have.
    |tree, _, _| reimports::leave_out(tree),
    // `Final`, which only a module can have.
    |tree, _, _| {
        finals::leave_out(tree);
        Vec::new()
    },
];

/// Runs every pass on `tree`, and returns the problems to report.
pub(in crate::generate) fn run(
    tree: &mut ModuleInfo,
    config: &Config,
    layout: &RuntimeLayout,
) -> Vec<Problem> {
    PASSES.iter().flat_map(|pass| pass(tree, config, layout)).collect()
}

/// Runs the passes that depend on which submodules are importable, on a tree that was a stub before.
pub(in crate::generate) fn finish(tree: &mut ModuleInfo, config: &Config) -> Vec<Problem> {
    submodule_docs::copy(tree);
    let mut problems = importable::mark(tree, &config.importable_submodules, &BTreeMap::new());
    problems.extend(settle(tree));
    problems
}

/// Runs the passes that remove what a class cannot contain, on a tree to which something was added.
pub(in crate::generate) fn settle(tree: &mut ModuleInfo) -> Vec<Problem> {
    let problems = reimports::leave_out(tree);
    finals::leave_out(tree);
    problems
}
