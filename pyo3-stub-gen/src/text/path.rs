//! Paths of the file system.

use std::path::{Path, PathBuf};

/// Returns the absolute form of `path` without following links, or `path` itself if there is none. An empty path is the
/// current directory.
#[must_use]
pub fn absolute(path: &Path) -> PathBuf {
    // An empty path cannot be made absolute.
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
