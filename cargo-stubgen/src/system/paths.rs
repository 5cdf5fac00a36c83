//! Paths, as they are compared and as they are shown.

use std::path::Path;

/// Returns `path` from the current directory, if it lies below it.
pub fn shown(path: &Path) -> &Path {
    let Ok(current) = std::env::current_dir() else { return path };
    path.strip_prefix(current).unwrap_or(path)
}

/// Whether two paths lead to one file.
pub fn same_file(a: &Path, b: &Path) -> bool {
    match (std::fs::canonicalize(a), std::fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}
