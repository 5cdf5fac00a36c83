//! A change to one file.

use std::path::PathBuf;

/// A change to one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// The file.
    pub path: PathBuf,
    /// Its contents before, if it existed.
    pub before: Option<Vec<u8>>,
    /// Its contents afterwards, if it still exists.
    pub after: Option<Vec<u8>>,
}

impl FileChange {
    /// Returns the change of a text.
    pub fn of_text(path: PathBuf, before: &str, after: String) -> Self {
        Self { path, before: Some(before.as_bytes().to_vec()), after: Some(after.into_bytes()) }
    }

    /// Whether it changes anything.
    pub fn is_change(&self) -> bool {
        self.before != self.after
    }

    /// Returns both texts, if both are UTF-8. A file that does not exist has an empty one.
    pub fn texts(&self) -> Option<(&str, &str)> {
        let before = self.before.as_deref().map_or(Some(""), |bytes| std::str::from_utf8(bytes).ok())?;
        let after = self.after.as_deref().map_or(Some(""), |bytes| std::str::from_utf8(bytes).ok())?;
        Some((before, after))
    }
}
