//! Compares a file with the text that it should have, whoever formatted it.

use crate::generate::output::{self, Comparison, OutputError};
use crate::generate::python::say_the_same;
use std::path::Path;

/// Compares the Python file at `path` with `text`. A file that differs only by what a formatter changes is the
/// [same](Comparison::Same).
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
