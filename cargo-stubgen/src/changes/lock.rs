//! The lock file of a workspace, which Cargo changes by itself.

use super::file_change::FileChange;
use super::write::read;
use std::io;
use std::path::{Path, PathBuf};

/// Its name.
pub(super) const LOCK: &str = "Cargo.lock";

/// The lock file of a workspace.
#[derive(Debug)]
pub struct LockFile {
    path: PathBuf,
    known: Option<Vec<u8>>,
}

impl LockFile {
    /// Reads the lock file of the workspace at `root`.
    pub fn of(root: &Path) -> Self {
        let path = root.join(LOCK);
        let known = read(&path).unwrap_or_default();
        Self { path, known }
    }

    /// Returns how Cargo has changed it since this was asked the last time.
    pub fn change(&mut self) -> FileChange {
        let after = read(&self.path).unwrap_or_default();
        let before = std::mem::replace(&mut self.known, after.clone());
        FileChange { path: self.path.clone(), before, after }
    }

    /// Puts back what it was when this was asked the last time.
    pub fn restore(&self) -> io::Result<()> {
        if read(&self.path)? == self.known {
            return Ok(());
        }
        match &self.known {
            Some(known) => fs_err::write(&self.path, known),
            None => fs_err::remove_file(&self.path),
        }
    }
}
