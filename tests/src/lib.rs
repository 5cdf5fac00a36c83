//! Helpers of the tests: the places of files, running tools, and checking stubs.
//!
//! The tests look at stubs from outside, as a user does: through `cargo stubgen`, Python, the type checkers and stubtest. This
//! crate must not know how a stub is made.

pub mod agreement;
pub mod checkers;
pub mod compare;
pub mod each;
pub mod mistakes;
pub mod places;
pub mod project;
pub mod pythons;
pub mod random;
pub mod round_trip;
pub mod run;
pub mod site;
pub mod stubgen;
pub mod venv;

/// A result whose error is the message for the person who runs the tests.
pub type Outcome<T = ()> = Result<T, String>;

/// Adds what was being done to the error of `result`.
///
/// # Errors
///
/// The error of `result`, with `doing` before it.
pub fn when<T>(result: Result<T, impl std::fmt::Display>, doing: impl std::fmt::Display) -> Outcome<T> {
    result.map_err(|error| format!("{doing}: {error}"))
}
