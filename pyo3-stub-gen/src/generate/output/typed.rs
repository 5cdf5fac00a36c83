//! The marker of a package that has types.

use super::error::OutputError;
use super::writing::{Replace, Written, write};
use std::path::Path;

/// The name of the file that tells type checkers that a package has types.
pub const TYPED_MARKER: &str = "py.typed";

/// Makes sure that `package` has a [`TYPED_MARKER`]. An existing one stays unchanged.
///
/// # Errors
///
/// The operating system refuses to write the file.
pub fn mark_typed(package: &Path) -> Result<Written, OutputError> {
    let path = package.join(TYPED_MARKER);
    if path.exists() {
        return Ok(Written::Unchanged);
    }
    write(&path, "", Replace::Generated)
}
