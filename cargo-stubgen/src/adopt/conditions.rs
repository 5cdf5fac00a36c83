//! The condition under which a package depends on the library.

use cargo_metadata::{Dependency, Package};
use std::collections::{BTreeMap, BTreeSet};

/// The features of a package, as Cargo lists them: those of optional dependencies are among them.
type FeatureTable = BTreeMap<String, Vec<String>>;

/// Returns the condition under which `package` depends on `library`, unless it does wherever it depends on `pyo3`.
pub(super) fn condition(package: &Package, pyo3: &Dependency, library: &Dependency) -> Option<String> {
    let pyo3 = pyo3.optional.then(|| key(pyo3));
    library.optional.then(|| condition_of(&package.features, pyo3, key(library)))?
}

/// Returns the condition for the optional dependency `library`. `pyo3` is given if it is optional too.
fn condition_of(features: &FeatureTable, pyo3: Option<&str>, library: &str) -> Option<String> {
    // A feature with `pyo3/…` chooses how PyO3 is built, and code is not under its condition.
    let is_pyo3 = |entry: &str| entry.strip_prefix("dep:").is_some_and(|it| Some(it) == pyo3);
    let is_library = |entry: &str| {
        entry.strip_prefix("dep:") == Some(library)
            || entry.split_once('/').is_some_and(|(name, _)| name == library)
    };
    let mut with_pyo3: Vec<&str> =
        features.keys().map(String::as_str).filter(|it| turns_on(features, it, &is_pyo3)).collect();
    // If another feature turns on that of the dependency itself, the code is under the condition of that one.
    if with_pyo3.iter().any(|feature| Some(*feature) != pyo3) {
        with_pyo3.retain(|feature| Some(*feature) != pyo3);
    }
    if pyo3.is_some() && with_pyo3.iter().all(|feature| turns_on(features, feature, &is_library)) {
        return None;
    }
    let direct = features.iter().filter(|(_, entries)| entries.iter().any(|entry| is_library(entry)));
    let names: Vec<String> = direct.map(|(name, _)| format!("feature = \"{name}\"")).collect();
    match names.as_slice() {
        [] => None,
        [name] => Some(name.clone()),
        names => Some(format!("any({})", names.join(", "))),
    }
}

/// Returns the name of a dependency in the manifest.
fn key(dependency: &Dependency) -> &str {
    dependency.rename.as_deref().unwrap_or(&dependency.name)
}

/// Whether the feature `name`, or one that it turns on, has an entry that `is_wanted`.
fn turns_on(features: &FeatureTable, name: &str, is_wanted: &impl Fn(&str) -> bool) -> bool {
    let (mut open, mut seen) = (vec![name], BTreeSet::new());
    while let Some(name) = open.pop() {
        if seen.insert(name) {
            open.extend(features.get(name).into_iter().flatten().map(String::as_str));
        }
    }
    seen.into_iter().any(is_wanted)
}

#[cfg(test)]
mod tests {
    use super::condition_of;

    fn condition(pyo3: Option<&str>, features: &[(&str, &[&str])]) -> Option<String> {
        let owned = |entries: &[&str]| entries.iter().map(|&it| it.to_owned()).collect();
        let features = features.iter().map(|(name, entries)| ((*name).to_owned(), owned(entries))).collect();
        condition_of(&features, pyo3, "pyo3-stub-gen")
    }

    #[test]
    fn a_dependency_on_the_library_alone_is_a_condition() {
        let gate: (&str, &[&str]) = ("stub-gen", &["dep:pyo3-stub-gen"]);
        let expected = Some("feature = \"stub-gen\"".to_owned());
        assert_eq!(condition(None, &[("default", &["pyo3/extension-module"]), gate]), expected);
        // PyO3 is optional too, and is there without the library.
        let python: (&str, &[&str]) = ("python", &["dep:pyo3", "dep:numpy"]);
        assert_eq!(condition(Some("pyo3"), &[python, ("stub-gen", &["python", gate.1[0]])]), expected);
        assert_eq!(
            condition(None, &[gate, ("more", &["pyo3-stub-gen/registry"])]).as_deref(),
            Some("any(feature = \"more\", feature = \"stub-gen\")")
        );
        let own: (&str, &[&str]) = ("pyo3-stub-gen", &["dep:pyo3-stub-gen"]);
        assert_eq!(condition(None, &[own]).as_deref(), Some("feature = \"pyo3-stub-gen\""));
    }

    #[test]
    fn there_is_none_if_the_library_comes_with_pyo3() {
        let extension: (&str, &[&str]) = ("extension-module", &["pyo3/extension-module"]);
        let python: (&str, &[&str]) = ("python", &["dep:pyo3", "dep:pyo3-stub-gen"]);
        assert_eq!(condition(Some("pyo3"), &[python, extension, ("all", &["python"])]), None);
        let own: (&str, &[&str]) = ("pyo3", &["dep:pyo3"]);
        let of_library: (&str, &[&str]) = ("pyo3-stub-gen", &["dep:pyo3-stub-gen"]);
        assert_eq!(condition(Some("pyo3"), &[own, of_library, ("python", &["pyo3", "pyo3-stub-gen"])]), None);
    }
}
