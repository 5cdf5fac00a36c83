//! The command as its users see it: what it prints, what it writes, and how it exits.
//!
//! The extensions here are built with rustc alone and hand out facts that the tests make, so that none
//! waits for PyO3. What PyO3 makes of real crates is tested with the examples.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod artifact;
mod check;
mod documentation;
mod exceptions;
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
