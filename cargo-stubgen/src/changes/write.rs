//! Writes several files so that either all of them change or none.

use super::file_change::FileChange;
use crate::rules::EditRule;
use crate::system::shown;
use pyo3_stub_gen::generate::output::uninterrupted;
use std::io::{self, Write as _};
use std::path::Path;
use tempfile::NamedTempFile;

/// The beginning of the names of temporary files.
const TEMPORARY: &str = ".stubgen-";

/// Writes all changes.
///
/// # Errors
///
/// A file cannot be written, or it is not as it was when it was read. All files are then as they were.
pub fn write(changes: &[FileChange]) -> Result<(), EditRule> {
    let failed = |path: &Path, source| EditRule::NotWritten { path: shown(path).to_owned(), source };
    let _writing = uninterrupted();
    let mut staged = Vec::new();
    for change in changes.iter().filter(|change| change.is_change()) {
        if read(&change.path).map_err(|source| failed(&change.path, source))? != change.before {
            return Err(EditRule::Changed { path: shown(&change.path).to_owned() });
        }
        let after = stage(&change.path, change.after.as_deref());
        let before = stage(&change.path, change.before.as_deref());
        let (after, before) =
            after.and_then(|after| Ok((after, before?))).map_err(|source| failed(&change.path, source))?;
        staged.push((change.path.as_path(), after, before));
    }
    let mut done = Vec::new();
    for (path, after, before) in staged {
        if let Err(source) = put(path, after) {
            // The contents are on the same disk already, so this only renames.
            for (path, before) in done.into_iter().rev() {
                let _ = put(path, before);
            }
            return Err(failed(path, source));
        }
        done.push((path, before));
    }
    Ok(())
}

/// Returns the contents of a file, or nothing if it does not exist.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs_err::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes `contents` to a file beside `path`, with its permissions.
fn stage(path: &Path, contents: Option<&[u8]>) -> io::Result<Option<NamedTempFile>> {
    let Some(contents) = contents else { return Ok(None) };
    let directory = path.parent().unwrap_or(Path::new("."));
    // Version control does not keep the directory of a removed file.
    fs_err::create_dir_all(directory)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    // A file that is made anew can be read as any other. The system takes away what the user does not want.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(directory)?;
    file.write_all(contents)?;
    if let Ok(metadata) = path.metadata() {
        // A file that is write-protected is not replaced.
        if metadata.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        file.as_file().set_permissions(metadata.permissions())?;
    }
    Ok(Some(file))
}

/// Puts a staged file in the place of `path`, or removes that.
fn put(path: &Path, staged: Option<NamedTempFile>) -> io::Result<()> {
    match staged {
        Some(file) => file.persist(path).map(drop).map_err(|error| error.error),
        None => fs_err::remove_file(path),
    }
}
