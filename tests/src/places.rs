//! Where files and directories are.

use crate::run::{self, cargo};
use crate::{Outcome, when};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs, io};

/// The directory of the tests' own package.
///
/// The variable that Cargo sets when it runs a test counts. When it compiled the test, it may have been for another checkout that
/// shares the target directory.
#[must_use]
pub fn tests() -> &'static Path {
    static TESTS: LazyLock<PathBuf> = LazyLock::new(|| {
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
    });
    &TESTS
}

/// The root of the repository.
#[must_use]
pub fn root() -> &'static Path {
    tests().parent().unwrap_or(Path::new("."))
}

/// The target directory that this test was built in.
///
/// No test builds in it, so it is not public: the build of an extension chooses another Python for PyO3, and the libraries that
/// were built before it, which documentation tests are linked with, would no longer fit.
///
/// # Errors
///
/// The error of `cargo metadata`.
fn target() -> Outcome<&'static Path> {
    static TARGET: LazyLock<Outcome<PathBuf>> = LazyLock::new(|| {
        let mut metadata = cargo();
        metadata.args(["metadata", "--no-deps", "--format-version=1"]).current_dir(root());
        let metadata: serde_json::Value =
            when(serde_json::from_str(&run::stdout(&mut metadata)?), "reading cargo metadata")?;
        let directory =
            metadata["target_directory"].as_str().ok_or("cargo metadata names no target directory")?;
        Ok(PathBuf::from(directory))
    });
    TARGET.as_deref().map_err(Clone::clone)
}

/// A directory of the tests' own under the target directory. It is made when it is missing.
///
/// # Errors
///
/// That it cannot be made.
pub fn own(name: &str) -> Outcome<PathBuf> {
    let directory = target()?.join("stub-tests").join(name);
    when(fs::create_dir_all(&directory), directory.display())?;
    Ok(directory)
}

/// Makes `directory`, or empties it if it exists.
///
/// # Errors
///
/// That it cannot be removed or made.
pub fn empty(directory: &Path) -> Outcome {
    if directory.exists() {
        when(fs::remove_dir_all(directory), directory.display())?;
    }
    when(fs::create_dir_all(directory), directory.display())
}

/// Writes the file `place`, and makes the directories that it is in.
///
/// # Errors
///
/// That it cannot be written.
pub fn write(place: &Path, text: &str) -> Outcome {
    if let Some(parent) = place.parent() {
        when(fs::create_dir_all(parent), parent.display())?;
    }
    when(fs::write(place, text), place.display())
}

/// The library's package, as a manifest names it.
#[must_use]
pub fn library() -> String {
    root().join("pyo3-stub-gen").display().to_string()
}

/// The directories in `parent`, without those that tools create.
///
/// # Errors
///
/// That `parent` cannot be read.
pub fn directories(parent: &Path) -> Outcome<Vec<PathBuf>> {
    Ok(entries(parent)?.into_iter().filter(|path| path.is_dir()).collect())
}

/// Every file below `directory`, sorted, without those that tools create.
///
/// # Errors
///
/// That a directory cannot be read.
pub fn files(directory: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in entries(directory)? {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

fn entries(directory: &Path) -> Outcome<Vec<PathBuf>> {
    let list =
        || -> io::Result<Vec<PathBuf>> { fs::read_dir(directory)?.map(|entry| Ok(entry?.path())).collect() };
    let mut entries = when(list(), directory.display())?;
    entries.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name != "target" && name != "__pycache__" && !name.starts_with('.')
    });
    entries.sort();
    Ok(entries)
}

/// Copies the directory `from` to `to`, which must not exist.
///
/// # Errors
///
/// That something cannot be copied.
pub fn copy(from: &Path, to: &Path) -> Outcome {
    for file in files(from)? {
        let place = to.join(when(file.strip_prefix(from), from.display())?);
        if let Some(parent) = place.parent() {
            when(fs::create_dir_all(parent), parent.display())?;
        }
        when(fs::copy(&file, &place), format_args!("copying {}", file.display()))?;
    }
    Ok(())
}
