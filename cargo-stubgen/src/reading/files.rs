//! Reads stub files, within limits.

use crate::rules::TreeRule;
use crate::system::shown;
use pyo3_stub_gen::generate::FileForm;
use pyo3_stub_gen::generate::bundle::TreeFile;
use std::path::{Path, PathBuf};

/// The largest file that is read.
const MEGABYTES: u64 = 64;

/// The file of a package.
pub(super) const PACKAGE: &str = "__init__";

/// The endings of shared libraries that Python imports.
const LIBRARIES: [&str; 3] = ["so", "pyd", "dylib"];

/// Reads the stub at `path`, which describes `module`.
pub fn read(path: &Path, module: String, form: FileForm) -> Result<TreeFile, TreeRule> {
    let failed = |error: std::io::Error| TreeRule::Unreadable {
        path: shown(path).to_owned(),
        reason: error.to_string(),
    };
    let metadata = fs_err::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        let reason = "it is not a file".to_owned();
        return Err(TreeRule::Unreadable { path: shown(path).to_owned(), reason });
    }
    if metadata.len() > MEGABYTES << 20 {
        return Err(TreeRule::TooLarge { path: shown(path).to_owned(), megabytes: MEGABYTES });
    }
    let bytes = fs_err::read(path).map_err(failed)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        TreeRule::NotUtf8 { path: shown(path).to_owned(), line }
    })?;
    let imported_from = source_of(path, form);
    Ok(TreeFile { module, form, path: shown(path).display().to_string(), imported_from, text })
}

/// Returns the source or the shared library that Python imports where it would find the stub at `path`.
fn source_of(path: &Path, form: FileForm) -> Option<String> {
    let directory = path.parent()?;
    let mut found = match form {
        FileForm::Module => named(directory, path.file_stem()?.to_str()?),
        FileForm::Package => named(directory, PACKAGE),
    };
    // The stubs of an extension may be a package.
    if let (FileForm::Package, Some(parent), Some(name)) = (form, directory.parent(), directory.file_name()) {
        found.extend(named(parent, name.to_str()?));
    }
    found.sort();
    found.first().map(|path| shown(path).display().to_string())
}

/// Returns the sources and the shared libraries in `directory` that are called `stem`.
fn named(directory: &Path, stem: &str) -> Vec<PathBuf> {
    let is_source = |name: &str| {
        let ending = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.'));
        ending.is_some_and(|ending| ending == "py" || is_library(ending))
    };
    let entries = std::fs::read_dir(directory).into_iter().flatten();
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.filter(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(is_source)).collect()
}

/// Whether `name` is that of a shared library.
pub(super) fn is_library(name: &str) -> bool {
    name.rsplit('.').next().is_some_and(|ending| LIBRARIES.contains(&ending))
}
