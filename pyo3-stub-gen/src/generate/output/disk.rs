//! Reads files.

use super::error::{NotAFile, OutputError};
use std::io;
use std::path::Path;

/// Reads the bytes of the file at `path`. Returns `None` if the file does not exist.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, OutputError> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(OutputError::io("read", path, error)),
        Ok(metadata) if metadata.is_file() => {}
        // Reading a pipe could block forever.
        Ok(metadata) => {
            let kind = if metadata.is_dir() { NotAFile::Directory } else { NotAFile::Special };
            return Err(OutputError::NotAFile { path: path.to_owned(), kind });
        }
    }
    std::fs::read(path).map(Some).map_err(|source| OutputError::io("read", path, source))
}

/// Whether `old` is `text`, except for line ends.
pub(super) fn same_text(old: &[u8], text: &str) -> bool {
    old == text.as_bytes() || std::str::from_utf8(old).is_ok_and(|old| old.replace("\r\n", "\n") == text)
}

/// Returns the directory of the file at `path`.
pub(super) fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
