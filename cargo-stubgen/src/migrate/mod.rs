//! What a crate that was written for a version before 0.24 needs, in its Rust files.
//!
//! It must not know any file of the project besides the Rust files that it is given.

mod gatherers;
mod helpers;
mod literals;
#[cfg(test)]
mod tests;

pub use gatherers::{gatherers, removal};
pub use helpers::{mentions, only_generates};
pub use literals::literals;
