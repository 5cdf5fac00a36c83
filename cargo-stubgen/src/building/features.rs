//! The Cargo features of the stub build: maturin's, so that nothing compiles twice, and those that turn the registrations
//! on.

use crate::args::BuildArgs;
use crate::find::Extension;
use crate::python::Python;
use cargo_metadata::semver::Version;
use cargo_metadata::{Dependency, DependencyKind, Package};
use pyo3_stub_gen::generate::project::Maturin;

/// The usual name of the feature that turns the registrations of a package on.
const STUB_FEATURE: &str = "stub-gen";

/// The library, as a dependency.
const LIBRARY: &str = "pyo3-stub-gen";

/// A choice of Cargo features.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Features {
    /// The features to turn on.
    pub named: Vec<String>,
    /// All of them.
    pub all: bool,
    /// Whether `default` is left out.
    pub without_default: bool,
}

impl Features {
    /// Returns the features of `extension`'s stub build. As with maturin, those of the command line replace those
    /// of `[tool.maturin]`.
    pub fn of(extension: &Extension, build: &BuildArgs, python: &Python) -> Self {
        let no_maturin = Maturin::default();
        let pyproject = extension.pyproject.as_ref();
        let maturin = pyproject.map_or(&no_maturin, |pyproject| &pyproject.maturin);
        let mut named = build.features.clone();
        if named.is_empty() {
            let choices = maturin.features.iter();
            let applying = choices.filter(|it| it.applies(python.version(), python.implementation()));
            named.extend(applying.map(|choice| choice.feature.clone()));
        }
        named.extend(pyproject.iter().flat_map(|pyproject| pyproject.config.features.clone()));
        let registering = registration(&extension.package, &named);
        named.extend(registering);
        named.sort();
        named.dedup();
        Self {
            named,
            all: build.all_features || maturin.all_features,
            without_default: build.no_default_features || maturin.no_default_features,
        }
    }
}

/// Returns the features that make the macros of `package` register, if they do not by default: a feature of the
/// package, and the library's if the dependency leaves it out. `chosen` is what the user turns on.
fn registration(package: &Package, chosen: &[String]) -> Vec<String> {
    let Some(library) = package.dependencies.iter().find(|it| is_library(it)) else {
        return package
            .features
            .contains_key(STUB_FEATURE)
            .then(|| STUB_FEATURE.to_owned())
            .into_iter()
            .collect();
    };
    let name = library.rename.as_deref().unwrap_or(LIBRARY);
    let own = if package.features.contains_key(STUB_FEATURE) {
        Some(STUB_FEATURE.to_owned())
    } else if library.optional {
        only_feature_with(package, name, chosen)
    } else {
        None
    };
    let registry = format!("{name}/registry");
    let is_on = library.uses_default_features
        || library.features.iter().any(|feature| feature == "registry")
        || own.iter().filter_map(|own| package.features.get(own)).flatten().any(|entry| *entry == registry);
    // If the user chooses the feature, the library must not be turned on without it.
    let is_used = !library.optional || own.is_some();
    own.into_iter().chain((is_used && !is_on).then_some(registry)).collect()
}

/// Whether `dependency` is the library in a version that has the feature `registry`. A package may have
/// another version beside it, for a dependency that has not migrated.
fn is_library(dependency: &Dependency) -> bool {
    let is_ours = |version: Version| dependency.req.matches(&version);
    dependency.name == LIBRARY
        && dependency.kind == DependencyKind::Normal
        && Version::parse(env!("CARGO_PKG_VERSION")).is_ok_and(is_ours)
}

/// Returns the feature of `package` that turns the optional dependency `name` on: the one that is
/// `chosen`, or the only one. If there are several, the user has to choose. The feature with the dependency's own name
/// counts only without another one.
fn only_feature_with(package: &Package, name: &str, chosen: &[String]) -> Option<String> {
    let (explicit, within) = (format!("dep:{name}"), format!("{name}/"));
    let turns_on = |entry: &String| *entry == explicit || entry == name || entry.starts_with(within.as_str());
    let mut features = package
        .features
        .iter()
        .filter(|(_, entries)| entries.iter().any(turns_on))
        .map(|(feature, _)| feature);
    if let Some(feature) = features.clone().find(|feature| chosen.contains(feature)) {
        return Some(feature.clone());
    }
    let mut others = features.clone().filter(|feature| *feature != name);
    match (others.next(), others.next()) {
        (Some(only), None) => Some(only.clone()),
        (Some(_), Some(_)) => None,
        (None, _) => features.next().cloned(),
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::{Package, registration};
    use serde_json::{Value, json};

    fn registered(features: Value, dependency: Value) -> Vec<String> {
        registration(&package(features, dependency), &["a".to_owned()])
    }

    fn package(features: Value, dependency: Value) -> Package {
        with_libraries(features, &[dependency])
    }

    fn with_libraries(features: Value, dependencies: &[Value]) -> Package {
        let libraries: Vec<Value> = dependencies.iter().cloned().map(library).collect();
        let package = json!({
            "name": "p", "version": "0.1.0", "id": "p 0.1.0", "dependencies": libraries, "targets": [],
            "features": features, "manifest_path": "/p/Cargo.toml"
        });
        serde_json::from_value(package).expect("a package")
    }

    fn library(dependency: Value) -> Value {
        let mut library = json!({
            "name": "pyo3-stub-gen", "req": "*", "kind": null, "optional": false, "uses_default_features": true,
            "features": [], "target": null, "source": null, "rename": null, "registry": null
        });
        if let (Some(library), Value::Object(changes)) = (library.as_object_mut(), dependency) {
            library.extend(changes);
        }
        library
    }

    #[test]
    fn a_project_with_default_features_needs_nothing() {
        assert_eq!(registered(json!({}), json!({})), [""; 0]);
    }

    #[test]
    fn the_feature_for_stubs_is_turned_on() {
        let gated = json!({ "stub-gen": ["pyo3-stub-gen/registry"], "other": ["dep:pyo3-stub-gen"] });
        let off = json!({ "uses_default_features": false });
        assert_eq!(registered(gated, off.clone()), ["stub-gen"]);
        assert_eq!(registered(json!({}), off), ["pyo3-stub-gen/registry"]);
        let renamed = json!({ "uses_default_features": false, "rename": "stubs" });
        assert_eq!(registered(json!({}), renamed), ["stubs/registry"]);
        let asked = json!({ "uses_default_features": false, "features": ["numpy", "registry"] });
        assert_eq!(registered(json!({}), asked), [""; 0]);
    }

    #[test]
    fn an_optional_library_is_turned_on_where_it_is_clear_how() {
        let optional = || json!({ "optional": true });
        let own = || json!({ "stubs": ["python", "dep:pyo3-stub-gen"], "python": ["dep:pyo3"] });
        assert_eq!(registered(own(), optional()), ["stubs"]);
        let implicit = json!({ "pyo3-stub-gen": ["dep:pyo3-stub-gen"] });
        assert_eq!(registered(implicit, optional()), ["pyo3-stub-gen"]);
        let both = json!({ "pyo3-stub-gen": ["dep:pyo3-stub-gen"], "typing": ["pyo3-stub-gen"] });
        assert_eq!(registered(both, optional()), ["typing"]);
        let two = || json!({ "b": ["dep:pyo3-stub-gen"], "c": ["pyo3-stub-gen/numpy"] });
        assert_eq!(registered(two(), optional()), [""; 0]);
        let chosen = || json!({ "a": ["dep:pyo3-stub-gen"], "b": ["pyo3-stub-gen/numpy"] });
        assert_eq!(registered(chosen(), optional()), ["a"]);

        let bare = || json!({ "optional": true, "uses_default_features": false });
        assert_eq!(registered(own(), bare()), ["stubs", "pyo3-stub-gen/registry"]);
        assert_eq!(registered(two(), bare()), [""; 0]);
        assert_eq!(registered(chosen(), bare()), ["a", "pyo3-stub-gen/registry"]);
        let gated = json!({ "stub-gen": ["dep:pyo3-stub-gen"] });
        assert_eq!(registered(gated, bare()), ["stub-gen", "pyo3-stub-gen/registry"]);
    }

    #[test]
    fn another_version_beside_it_is_left_alone() {
        let older = json!({ "req": "^0.23", "rename": "helper", "uses_default_features": false });
        let library = json!({ "req": "^0.24", "uses_default_features": false });
        let both = with_libraries(json!({}), &[older.clone(), library]);
        assert_eq!(registration(&both, &[]), ["pyo3-stub-gen/registry"]);
        assert_eq!(registered(json!({}), older), [""; 0]);
    }
}
