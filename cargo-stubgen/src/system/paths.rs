//! Paths, as they are compared and as they are shown.

use pyo3_stub_gen::text::path::absolute;
use std::path::{Path, PathBuf};

/// Returns `path` from the current directory, if it is that directory or lies below it.
pub fn shown(path: &Path) -> &Path {
    let Ok(current) = std::env::current_dir() else { return path };
    match path.strip_prefix(current) {
        Ok(below) if below.as_os_str().is_empty() => Path::new("."),
        Ok(below) => below,
        Err(_) => path,
    }
}

/// Returns `path` from the root of the repository that it is in. Outside a repository, it is as it is [`shown`].
pub fn repository_path(path: &Path) -> PathBuf {
    let full = absolute(path);
    let root = full.ancestors().skip(1).find(|directory| directory.join(".git").exists());
    match root.and_then(|root| full.strip_prefix(root).ok()) {
        Some(below) => below.to_owned(),
        None => shown(path).to_owned(),
    }
}

/// Whether two paths lead to one file.
pub fn same_file(a: &Path, b: &Path) -> bool {
    match (std::fs::canonicalize(a), std::fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}
