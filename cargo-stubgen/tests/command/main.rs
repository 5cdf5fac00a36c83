//! The command as its users see it: what it prints, what it writes, and how it exits.
//!
//! The extensions here are built with rustc alone and return facts that the tests make, so that a build does not take
//! long. Real crates with PyO3 are tested with the examples.
//!
//! How to write a test here: add a function to the file of its subject.
//!
//! - `Project::new` of `support` makes a small crate in a directory of its own. `support::extension` has others, which crash,
//!   hang, or return the facts that a test makes.
//! - `Project::run` runs the command there and returns a `Run`: what was printed, and the exit code.
//! - Assert what the user sees: the exit code, the lines printed, and the files written. Do not assert internals.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod artifact;
mod bridge;
mod bundle;
mod check;
mod ci;
mod command_line;
mod copies;
mod diff;
mod documentation;
mod earlier;
mod expand;
mod explain;
mod extension;
mod extra;
mod fix;
mod help;
mod import_hook;
mod importable;
mod init;
mod inspection;
#[cfg(target_os = "linux")]
mod isolation;
#[cfg(unix)]
mod links;
mod locate;
mod mypy;
mod output;
mod packages;
mod project;
#[cfg(target_os = "linux")]
mod proof;
mod reports;
mod support;
mod survey;
mod undo;
mod variants;
mod watch;
