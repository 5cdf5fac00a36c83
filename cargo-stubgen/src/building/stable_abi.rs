//! `abi3` builds, for which maturin writes a file that configures PyO3. Naming the same file keeps the build warm.

use pyo3_stub_gen::generate::PythonVersion;
use std::path::{Path, PathBuf};

/// Returns the file that maturin wrote into `target_directory` for this platform and interpreter, if it did and the
/// file is still right.
pub fn config_file(
    target_directory: &Path,
    triple: &str,
    python: PythonVersion,
    minimum: Option<PythonVersion>,
) -> Option<PathBuf> {
    let PythonVersion { major, minor } = python;
    let name = format!("pyo3-config-{triple}-{major}.{minor}-abi3.txt");
    let path = target_directory.join("maturin").join(name);
    let text = std::fs::read_to_string(&path).ok()?;
    let expected = minimum.unwrap_or(python);
    let version = format!("version={expected}");
    text.lines().any(|line| line == version).then_some(path)
}

/// Returns the oldest Python that PyO3's features require: `abi3-py310` is 3.10. It is `None` if none of them
/// is for `abi3`, and `Some(None)` for plain `abi3`.
pub fn requested(features: &[String]) -> Option<Option<PythonVersion>> {
    let minimum = features.iter().filter_map(|feature| {
        let minor = feature.strip_prefix("abi3-py3")?.parse().ok()?;
        Some(PythonVersion { major: 3, minor })
    });
    let minimum = minimum.min();
    (minimum.is_some() || features.iter().any(|feature| feature == "abi3")).then_some(minimum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_python_is_read_from_the_features() {
        let requested = |names: &[&str]| {
            let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
            requested(&names).map(|version| version.map(|version| version.minor))
        };
        assert_eq!(requested(&["default"]), None);
        assert_eq!(requested(&["abi3"]), Some(None));
        assert_eq!(requested(&["abi3", "abi3-py310", "abi3-py311"]), Some(Some(10)));
    }
}
