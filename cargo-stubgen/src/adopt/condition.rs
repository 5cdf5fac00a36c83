//! The condition under which a package has this library, if that is an optional dependency.

use cargo_metadata::{Dependency, Package};
use std::collections::BTreeSet;

/// Returns the condition under which `package` has the dependency `library`, as `cfg_attr` takes it. There is none if the
/// library is there whenever `pyo3` is.
pub(super) fn condition(package: &Package, library: &Dependency, pyo3: &Dependency) -> Option<String> {
    if !library.optional {
        return None;
    }
    let (library, of_pyo3) = (Switches::of(package, library), Switches::of(package, pyo3));
    let is_always_there = pyo3.optional && of_pyo3.features.iter().all(|it| library.is_turned_on_by(it));
    if is_always_there {
        return None;
    }
    let mut features = library.features.iter().map(|feature| format!("feature = \"{feature}\""));
    match (features.next(), features.next()) {
        (Some(only), None) => Some(only),
        (Some(first), Some(second)) => {
            let rest: String = features.map(|feature| format!(", {feature}")).collect();
            Some(format!("any({first}, {second}{rest})"))
        }
        (None, _) => None,
    }
}

/// The features that turn an optional dependency on.
struct Switches<'p> {
    package: &'p Package,
    /// Those that name it themselves.
    features: BTreeSet<&'p str>,
}

impl<'p> Switches<'p> {
    fn of(package: &'p Package, dependency: &'p Dependency) -> Self {
        let key = dependency.rename.as_deref().unwrap_or(&dependency.name);
        let (explicit, within) = (format!("dep:{key}"), format!("{key}/"));
        let names = |entry: &String| *entry == explicit || entry == key || entry.starts_with(&within);
        // Cargo has the feature with the name of a dependency that no feature names with `dep:`.
        let naming = package.features.iter().filter(|(_, entries)| entries.iter().any(names));
        Self { package, features: naming.map(|(feature, _)| feature.as_str()).collect() }
    }

    /// Whether `feature` turns the dependency on, itself or through others.
    fn is_turned_on_by(&self, feature: &str) -> bool {
        let (mut open, mut seen) = (vec![feature], BTreeSet::new());
        while let Some(feature) = open.pop() {
            if self.features.contains(feature) {
                return true;
            }
            if seen.insert(feature) {
                open.extend(self.package.features.get(feature).into_iter().flatten().map(String::as_str));
            }
        }
        false
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Package, condition};
    use serde_json::{Value, json};

    fn found(features: Value, is_pyo3_optional: bool) -> Option<String> {
        let dependency = |name: &str, optional: bool| {
            json!({
                "name": name, "req": "*", "kind": null, "optional": optional, "uses_default_features": true,
                "features": [], "target": null, "source": null, "rename": null, "registry": null
            })
        };
        let package: Package = serde_json::from_value(json!({
            "name": "p", "version": "0.1.0", "id": "p 0.1.0", "targets": [], "features": features,
            "dependencies": [dependency("pyo3", is_pyo3_optional), dependency("pyo3-stub-gen", true)],
            "manifest_path": "/p/Cargo.toml"
        }))
        .unwrap();
        condition(&package, &package.dependencies[1], &package.dependencies[0])
    }

    #[test]
    fn a_library_that_comes_with_pyo3_has_no_condition() {
        assert_eq!(found(json!({ "python": ["dep:pyo3", "dep:pyo3-stub-gen"] }), true), None);
        assert_eq!(
            found(json!({ "a": ["dep:pyo3", "b"], "b": ["c"], "c": ["dep:pyo3-stub-gen"] }), true),
            None
        );
    }

    #[test]
    fn a_library_with_features_of_its_own_has_them_as_its_condition() {
        let stubs = json!({ "python": ["dep:pyo3"], "stubs": ["python", "dep:pyo3-stub-gen"] });
        assert_eq!(found(stubs, true).unwrap(), "feature = \"stubs\"");
        let two = json!({ "a": ["pyo3-stub-gen/registry"], "b": ["dep:pyo3-stub-gen"], "c": ["a", "pyo3-stub-gen?/x"] });
        assert_eq!(found(two, false).unwrap(), "any(feature = \"a\", feature = \"b\")");
        let own = json!({ "pyo3-stub-gen": ["dep:pyo3-stub-gen"] });
        assert_eq!(found(own, false).unwrap(), "feature = \"pyo3-stub-gen\"");
    }
}
