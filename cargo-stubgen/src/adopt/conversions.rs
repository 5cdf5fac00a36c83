//! The features of this library that a package needs: those of the crates whose types PyO3 converts for it.

use cargo_metadata::{Dependency, DependencyKind, Package};
use pyo3_stub_gen::__THIRD_PARTY;

/// The feature of PyO3 that turns all others on.
const FULL: &str = "full";

/// Returns the features for `package`, whose dependency on PyO3 is `pyo3`.
pub(super) fn features(package: &Package, pyo3: &Dependency) -> Vec<&'static str> {
    let key = pyo3.rename.as_deref().unwrap_or(&pyo3.name);
    // `pyo3/chrono` in the features of the package.
    let within = [format!("{key}/"), format!("{key}?/")];
    let passed = |feature: &str| {
        let entries = package.features.values().flatten();
        entries
            .filter_map(|entry| within.iter().find_map(|it| entry.strip_prefix(it.as_str())))
            .any(|it| it == feature)
    };
    let rows = __THIRD_PARTY.iter().filter(|row| {
        let has = |name: &str| pyo3.features.iter().any(|feature| feature == name);
        // What the package does not depend on always is not compiled for it always.
        let depends = || package.dependencies.iter().any(|it| !it.optional && is_crate(it, row.krate));
        has(row.feature) || (depends() && (has(FULL) || passed(row.feature) || row.feature == "numpy"))
    });
    let mut features: Vec<&str> = rows.map(|row| row.feature).collect();
    features.sort_unstable();
    features.dedup();
    features
}

fn is_crate(dependency: &Dependency, krate: &str) -> bool {
    dependency.kind == DependencyKind::Normal && dependency.name.replace('-', "_") == krate
}
