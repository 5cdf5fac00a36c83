//! Turns the text of a stub into Python source that can be executed, for documentation tools that import what they
//! describe.
//!
//! A stub is not executed, so it may use names before their definition, and names that only type checkers know. The source
//! has the same items with the same signatures and docstrings. It must not know what an item is for.

mod changes;
mod evaluated;
mod order;
mod source;
mod syntax;
#[cfg(test)]
mod tests;

pub use source::runnable;
