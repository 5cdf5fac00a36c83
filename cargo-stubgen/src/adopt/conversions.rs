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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Package, features};
    use serde_json::{Value, json};

    fn found(pyo3: &[&str], own: Value, others: &[(&str, bool)]) -> Vec<&'static str> {
        let dependency = |name: &str, features: &[&str], optional: bool| {
            json!({
                "name": name, "req": "*", "kind": null, "optional": optional, "uses_default_features": true,
                "features": features, "target": null, "source": null, "rename": null, "registry": null
            })
        };
        let mut dependencies = vec![dependency("pyo3", pyo3, false)];
        dependencies.extend(others.iter().map(|(name, optional)| dependency(name, &[], *optional)));
        let package: Package = serde_json::from_value(json!({
            "name": "p", "version": "0.1.0", "id": "p 0.1.0", "dependencies": dependencies, "targets": [],
            "features": own, "manifest_path": "/p/Cargo.toml"
        }))
        .unwrap();
        features(&package, &package.dependencies[0])
    }

    #[test]
    fn features_are_those_by_which_pyo3_converts() {
        assert_eq!(found(&["chrono", "abi3", "num-bigint"], json!({}), &[]), ["chrono", "num-bigint"]);
        assert_eq!(found(&[], json!({}), &[("numpy", false), ("chrono", false)]), ["numpy"]);
        assert_eq!(found(&["full"], json!({}), &[("uuid", false), ("either", true)]), ["uuid"]);
        let own = json!({ "python": ["pyo3/chrono-tz", "pyo3?/indexmap"] });
        assert_eq!(found(&[], own, &[("chrono-tz", false), ("indexmap", true)]), ["chrono-tz"]);
    }
}
