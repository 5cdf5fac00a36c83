//! The versions of the library that are linked into one extension.
//!
//! Each version has a separate list, and the loader finds the symbols of only one. The stub would silently lack the
//! items of the other, or the linker would reject both.

use crate::rules::BuildRule;
use cargo_metadata::Artifact;
use std::collections::BTreeSet;

/// Returns the version of the library that `artifact` is, where it registers. Versions before 0.24 do not have that
/// feature: they export no symbols, and do not get in the way.
pub fn registering(artifact: &Artifact) -> Option<String> {
    let registers = artifact.features.iter().any(|feature| feature == "registry");
    (artifact.target.name == "pyo3_stub_gen" && registers)
        .then(|| version(&artifact.package_id.repr).to_owned())
}

/// Returns the version in the ID of a package: `…#name@version`, or `…#version` where the directory has its name.
pub(super) fn version(id: &str) -> &str {
    let after = |text, mark| str::rsplit_once(text, mark).map_or(text, |(_, after)| after);
    after(after(id, '#'), '@')
}

/// Checks that at most one version registers.
///
/// # Errors
///
/// [`BuildRule::Versions`] names all of them.
pub fn one(versions: &BTreeSet<String>) -> Result<(), BuildRule> {
    if versions.len() < 2 {
        return Ok(());
    }
    Err(BuildRule::Versions { versions: versions.iter().cloned().collect::<Vec<_>>().join(" and ") })
}

#[cfg(test)]
mod tests {
    use super::{one, version};

    #[test]
    fn the_version_is_the_end_of_an_id() {
        let registry = "registry+https://github.com/rust-lang/crates.io-index#pyo3-stub-gen@0.24.0";
        assert_eq!(version(registry), "0.24.0");
        assert_eq!(version("path+file:///home/me/pyo3-stub-gen#0.24.1"), "0.24.1");
    }

    #[test]
    fn two_versions_are_an_error_that_names_both() {
        let both = ["0.24.0", "0.24.1"].map(str::to_owned);
        let error = one(&both.into()).map_err(|error| error.to_string());
        let expected =
            "the extension contains pyo3-stub-gen 0.24.0 and 0.24.1, but only one version can register items";
        assert_eq!(error, Err(expected.to_owned()));
        assert!(one(&["0.24.0".to_owned()].into()).is_ok());
    }
}
