//! Writes a file in one step.

use super::disk::{directory_of, read, same_text};
use super::error::OutputError;
use super::generated::{Owner, owner_of};
use super::links;
use crate::text::dotted;
use std::io::{self, Seek as _, Write as _};
use std::path::Path;

/// Which files [`write()`] may replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// Those with [`GENERATED_HEADER`](super::GENERATED_HEADER) that were not generated for another module.
    Generated,
    /// Any.
    Anything,
}

/// The result of [`write()`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Nothing, because the file already has this text.
    Unchanged,
    /// The file did not exist.
    Created,
    /// The file had another text.
    Updated,
}

/// Makes `text` the text of the file at `path`.
///
/// The file is replaced in one step, so a reader sees either the old text or the new one. Its permissions, its owner
/// and its group stay. A link stays a link, even to a file that does not exist yet. A file with several names keeps
/// them, so it is overwritten in place. Missing directories are created.
///
/// # Errors
///
/// The file must not be replaced, `path` is not a file, or the operating system refuses. The file is then unchanged.
pub fn write(path: &Path, text: &str, replace: Replace) -> Result<Written, OutputError> {
    let path = &links::target(path);
    let on_disk = read(path)?;
    if let Some(old) = &on_disk {
        if same_text(old, text) {
            return Ok(Written::Unchanged);
        }
    }
    permit(path, text, replace)?;
    let directory = directory_of(path);
    std::fs::create_dir_all(directory).map_err(|source| OutputError::io("create", directory, source))?;
    refuse_read_only(path, directory, replace)?;
    persist(path, directory, on_disk.as_deref(), text)?;
    Ok(if on_disk.is_some() { Written::Updated } else { Written::Created })
}

/// Checks that [`write()`] may make `text` the text of the file at `path`, and writes nothing.
///
/// # Errors
///
/// The file must not be replaced, `path` is not a file, or it cannot be read.
pub fn permit(path: &Path, text: &str, replace: Replace) -> Result<(), OutputError> {
    let Some(old) = read(path)? else { return Ok(()) };
    if same_text(&old, text) || replace == Replace::Anything {
        return Ok(());
    }
    let path = path.to_owned();
    match owner_of(&String::from_utf8_lossy(&old)) {
        Owner::Author => Err(OutputError::HandWritten { path }),
        Owner::Module(module) if !is_same(&module, &owner_of(text)) => {
            Err(OutputError::OtherModule { path, module })
        }
        Owner::Module(_) | Owner::Unnamed => Ok(()),
    }
}

/// Whether a file for `module` may become one of `owner`. An extension with the name of its package is inside that package.
fn is_same(module: &str, owner: &Owner) -> bool {
    match owner {
        Owner::Module(other) => other == module || dotted::namesake(other) == Some(module),
        Owner::Author | Owner::Unnamed => false,
    }
}

/// Returns an error for a read-only file or directory. Renaming ignores the permissions of the file that it
/// replaces, and an administrator may write to any directory, so the operating system does not refuse either.
fn refuse_read_only(path: &Path, directory: &Path, replace: Replace) -> Result<(), OutputError> {
    let is_read_only = |path: &Path| std::fs::metadata(path).is_ok_and(|it| it.permissions().readonly());
    if replace == Replace::Generated && is_read_only(path) {
        return Err(OutputError::ReadOnly { path: path.to_owned() });
    }
    // On Windows the attribute has another meaning for directories.
    if cfg!(unix) && is_read_only(directory) {
        return Err(OutputError::ReadOnly { path: directory.to_owned() });
    }
    Ok(())
}

/// Writes `text` to a temporary file beside `path`, and renames it. If that would change more than the text, the file
/// is overwritten in place.
fn persist(path: &Path, directory: &Path, on_disk: Option<&[u8]>, text: &str) -> Result<(), OutputError> {
    let failed = |source| OutputError::io("write", path, source);
    let mut file = new_file(directory).map_err(|source| OutputError::io("write to", directory, source))?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    if let (Some(old), Ok(metadata)) = (on_disk, std::fs::metadata(path)) {
        if links::has_other_names(&metadata) || !links::take_owner(file.as_file(), &metadata) {
            return write_over(path, old, text.as_bytes()).map_err(failed);
        }
        file.as_file().set_permissions(metadata.permissions()).map_err(failed)?;
    }
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Replaces the bytes of the file at `path`, and writes the old ones again if the disk does not have the space for the new
/// ones.
fn write_over(path: &Path, old: &[u8], new: &[u8]) -> io::Result<()> {
    let mut file = std::fs::File::options().write(true).open(path)?;
    let mut put = |bytes: &[u8]| {
        file.rewind()?;
        file.write_all(bytes)?;
        file.set_len(bytes.len() as u64)?;
        file.sync_all()
    };
    put(new).inspect_err(|_| {
        // The first error is the one to report.
        let _ = put(old);
    })
}

/// Creates a file with a unique name and the permissions of a new file.
fn new_file(directory: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".stubgen-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(directory)
}
