//! Merges the trees of one extension on several platforms and versions of Python: tree → tree.
//!
//! What all trees have stays as it is. Anything else gets the conditions under which it exists. It must not know how a
//! condition is written.

mod conditions;
mod exports;
mod groups;
mod tree;

pub use conditions::Target;
pub use tree::merge;
