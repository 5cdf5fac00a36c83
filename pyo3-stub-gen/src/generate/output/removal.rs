//! Removes files that an earlier stub left behind.

use super::disk::directory_of;
use super::error::OutputError;
use std::path::Path;

/// Removes the file at `path`, and its directory if that is empty then.
///
/// # Errors
///
/// The operating system refuses to remove the file.
pub fn remove(path: &Path) -> Result<(), OutputError> {
    std::fs::remove_file(path).map_err(|source| OutputError::io("remove", path, source))?;
    // This fails for a directory that is not empty, which is right.
    let _ = std::fs::remove_dir(directory_of(path));
    Ok(())
}
