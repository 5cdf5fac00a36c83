//! The fragments that PyO3's feature `experimental-inspect` leaves in a shared library.
//!
//! This module finds and parses them. [`pyo3_stub_gen::generate::fragments`] in the library interprets them.

mod numpy;
mod symbols;

use pyo3_stub_gen::generate::fragments::{Fragments, Json, Release, read};
use std::io;
use std::path::{Path, PathBuf};

/// PyO3's descriptions in libraries.
#[derive(Debug)]
pub struct LibraryFragments {
    /// The fragments.
    pub fragments: Fragments,
    /// Whether LLVM bitcode contains further fragments, which are not read.
    pub has_bitcode: bool,
}

/// Reads the fragments of the libraries at `paths`, which have none without the feature. `library` is the extension as
/// Python loads it, and `pyo3` the version of PyO3 that they were built with, if that is known.
///
/// # Errors
///
/// The message of the system when a file cannot be read.
pub fn of_libraries(paths: &[PathBuf], library: &Path, pyo3: Option<&str>) -> io::Result<LibraryFragments> {
    let mut parsed: Vec<Json> = Vec::new();
    let (mut unread, mut damaged) = (Vec::new(), Vec::new());
    let mut has_bitcode = false;
    for path in paths {
        let texts = symbols::texts(path)?;
        unread.extend(texts.unread);
        damaged.extend(texts.damaged);
        has_bitcode |= texts.has_bitcode;
        for text in texts.found {
            match serde_json::from_slice(&text) {
                Ok(json) => parsed.push(json),
                Err(error) => unread.push(format!("a fragment is not JSON: {error}")),
            }
        }
    }
    let mut fragments = read(parsed, pyo3.and_then(Release::of_version));
    fragments.knows_numpy = !fragments.is_empty() && numpy::is_in(library)?;
    fragments.unread.append(&mut unread);
    fragments.damaged = damaged;
    for reasons in [&mut fragments.unread, &mut fragments.damaged] {
        reasons.sort();
        reasons.dedup();
    }
    Ok(LibraryFragments { fragments, has_bitcode })
}

#[cfg(test)]
mod tests;
