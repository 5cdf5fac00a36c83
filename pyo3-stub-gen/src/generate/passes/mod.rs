//! What changes the finished tree between `collect` and `resolve`: one list of passes, which run in its order.
//!
//! A pass sees the tree and the configuration. It must not know facts, nor how anything is named or written.

mod finals;
mod importable;
mod lone_variables;
mod open;
mod overrides;
mod reimports;
mod shape;
mod unreferenced;

use super::config::Config;
use super::model::ModuleInfo;
use super::problem::Problem;

/// One step: it changes the tree, and returns what users should know.
type Pass = fn(&mut ModuleInfo, &Config) -> Vec<Problem>;

/// The passes, in the order in which they run.
const PASSES: &[Pass] = &[
    // Classes for type checkers alone, if no annotation names them.
    |tree, _| {
        unreferenced::leave_out(tree);
        Vec::new()
    },
    // Type variables that relate nothing.
    |tree, _| {
        lone_variables::replace(tree);
        Vec::new()
    },
    // `@override`, on what overrides a method of a base class.
    |tree, _| {
        overrides::mark(tree);
        Vec::new()
    },
    // Which submodules `import` finds. The passes below depend on it.
    |tree, config| importable::mark(tree, &config.importable_submodules),
    // `__getattr__`, which makes a stub open.
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

/// Runs every pass on `tree`, and returns what users should know.
pub(in crate::generate) fn run(tree: &mut ModuleInfo, config: &Config) -> Vec<Problem> {
    PASSES.iter().flat_map(|pass| pass(tree, config)).collect()
}
