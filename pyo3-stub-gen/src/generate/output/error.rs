//! Why a file could not be written, compared or removed, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a file could not be written or compared.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The file was written by hand.
    #[error("`{}` was not generated, and is left as it is", path.display())]
    HandWritten {
        /// The file.
        path: PathBuf,
    },
    /// The path is not a file.
    #[error("`{}` is {kind}, not a file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
        /// What it is.
        kind: NotAFile,
    },
    /// The file or its directory may not be written to.
    #[error("`{}` is read-only", path.display())]
    ReadOnly {
        /// The file or directory.
        path: PathBuf,
    },
    /// The operating system refused.
    #[error("cannot {action} `{}`: {source}", path.display())]
    Io {
        /// What was tried: "read", "write", "remove".
        action: &'static str,
        /// On which file or directory.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// What a path is instead of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAFile {
    /// A directory.
    Directory,
    /// A device, pipe or socket.
    Special,
}

impl fmt::Display for NotAFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Directory => "a directory",
            Self::Special => "a device or pipe",
        })
    }
}

impl OutputError {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::HandWritten { .. } => {
                "move the file away, pass `--force` to replace it, or choose another place with `--output`"
            }
            Self::NotAFile { .. } => "name a `.pyi` file with `--output`, or print the stub with `--stdout`",
            Self::ReadOnly { .. } => {
                "make it writable, choose another place with `--output`, or print the stub with `--stdout`"
            }
            Self::Io { .. } => "choose another place with `--output`, or print the stub with `--stdout`",
        }
    }

    pub(super) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), source }
    }
}
