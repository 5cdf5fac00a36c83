//! Compares a file with its expected text, regardless of formatting.

use crate::generate::output::{self, Comparison, OutputError};
use crate::generate::python::say_the_same;
use std::path::Path;

/// Compares the Python file at `path` with `text`. Changes that a formatter makes do not [count](Comparison::Same).
///
/// # Errors
///
/// Those of [`output::compare`].
pub fn compare(path: &Path, text: &str) -> Result<Comparison, OutputError> {
    Ok(match output::compare(path, text)? {
        Comparison::Different(old) if say_the_same(&old, text) => Comparison::Same,
        other => other,
    })
}
