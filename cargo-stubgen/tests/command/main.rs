//! The command as its users see it: what it prints, what it writes, and how it exits.
//!
//! The extensions here are built with rustc alone and return facts that the tests make, so that a build does not take
//! long. Real crates with PyO3 are tested with the examples.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod artifact;
mod check;
mod documentation;
mod explain;
mod extension;
mod help;
mod import_hook;
mod importable;
mod output;
mod packages;
mod project;
#[cfg(target_os = "linux")]
mod proof;
mod reports;
mod support;
mod survey;
