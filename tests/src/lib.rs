//! What the tests share: where things lie, how a tool is run, and what makes a stub right.
//!
//! The tests look at stubs from outside, as a user does: through `cargo stubgen`, Python, the type
//! checkers and stubtest. Nothing here may know how a stub is made.

pub mod checkers;
pub mod compare;
pub mod mistakes;
pub mod places;
pub mod project;
pub mod run;
pub mod site;
pub mod stubgen;
pub mod venv;

/// A result whose error is what the person who runs the tests should read.
pub type Outcome<T = ()> = Result<T, String>;

/// Says what was being done when `result` failed.
///
/// # Errors
///
/// The error of `result`, with `doing` before it.
pub fn when<T>(result: Result<T, impl std::fmt::Display>, doing: impl std::fmt::Display) -> Outcome<T> {
    result.map_err(|error| format!("{doing}: {error}"))
}
