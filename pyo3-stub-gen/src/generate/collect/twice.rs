//! Errors about names that are defined twice.

use crate::facts::Position;
use crate::generate::problem::Problem;

/// Returns an error about two places.
pub(super) fn twice(message: String, first: Option<&Position>, second: Option<&Position>) -> Problem {
    match first {
        Some(first) => Problem::error(format!("{message}; the first is at {first}"), second.cloned()),
        None => Problem::error(message, second.cloned()),
    }
}
