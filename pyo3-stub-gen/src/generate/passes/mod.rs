//! The passes, which change the finished tree between `collect` and `resolve`, in the order in which they run.
//!
//! A pass sees the tree and the configuration. It must not know facts, or how names and nodes are written.

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
mod submodule_docs;
mod unreferenced;

use super::config::Config;
use super::model::ModuleInfo;
use super::problem::Problem;

/// A pass changes the tree, and returns the problems to report.
type Pass = fn(&mut ModuleInfo, &Config) -> Vec<Problem>;

/// The passes, in the order in which they run.
const PASSES: &[Pass] = &[
    // Classes that exist only for type checkers and that no annotation refers to.
    |tree, _| {
        unreferenced::leave_out(tree);
        Vec::new()
    },
    // Type variables that relate nothing.
    |tree, _| {
        lone_variables::replace(tree);
        Vec::new()
    },
    // `@override` on methods that override one of a base class.
    |tree, _| {
        overrides::mark(tree);
        Vec::new()
    },
    // `/` after receivers.
    |tree, _| {
        receivers::pass_by_position(tree);
        Vec::new()
    },
    // The docstrings of submodules, below their other names.
    |tree, _| {
        submodule_docs::copy(tree);
        Vec::new()
    },
    // Which submodules are importable. The passes below depend on it.
    |tree, config| importable::mark(tree, &config.importable_submodules),
    // `__getattr__` in incomplete stubs.
    |tree, config| {
        open::add_getattr(tree, config);
        Vec::new()
    },
    // Imports, which only a file can have.
    |tree, _| reimports::leave_out(tree),
    // `Final`, which only a module can have.
    |tree, _| {
        finals::leave_out(tree);
        Vec::new()
    },
];

/// Runs every pass on `tree`, and returns the problems to report.
pub(in crate::generate) fn run(tree: &mut ModuleInfo, config: &Config) -> Vec<Problem> {
    PASSES.iter().flat_map(|pass| pass(tree, config)).collect()
}
