//! The fragments that PyO3's feature `experimental-inspect` leaves in a shared library.
//!
//! What they mean is the library's part ([`pyo3_stub_gen::generate::fragments`]). Here they are found and parsed.

mod symbols;

use pyo3_stub_gen::generate::fragments::{Fragments, Json, Release, read};
use std::io;
use std::path::Path;

/// Reads the fragments of the library at `path`, which has none without the feature. `pyo3` is the version of PyO3
/// that it was built with, where that is known.
///
/// # Errors
///
/// What the system says when the file cannot be read.
pub fn of_library(path: &Path, pyo3: Option<&str>) -> io::Result<Fragments> {
    let texts = symbols::texts(path)?;
    let mut damaged = texts.damaged;
    let parsed: Vec<Json> = texts
        .found
        .iter()
        .filter_map(|text| match serde_json::from_slice(text) {
            Ok(json) => Some(json),
            Err(error) => {
                damaged.push(format!("a fragment is not JSON: {error}"));
                None
            }
        })
        .collect();
    let mut fragments = read(parsed, pyo3.and_then(Release::of_version));
    fragments.unread.append(&mut damaged);
    fragments.unread.sort();
    fragments.unread.dedup();
    Ok(fragments)
}

#[cfg(test)]
mod tests;
