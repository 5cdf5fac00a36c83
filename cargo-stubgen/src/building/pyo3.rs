//! PyO3 as a dependency, and its feature that describes items.

use cargo_metadata::semver::Version;
use cargo_metadata::{Artifact, DependencyKind, Package};

/// The feature with which PyO3 leaves a description of each item in the library.
const INSPECT: &str = "experimental-inspect";

/// PyO3 as it was compiled into an extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pyo3 {
    /// Its version.
    pub version: String,
    /// Whether its feature that describes items is on.
    pub inspects: bool,
}

impl Pyo3 {
    /// Returns the PyO3 that `artifact` is.
    pub fn of(artifact: &Artifact) -> Option<Self> {
        if artifact.target.name != "pyo3" || artifact.target.is_custom_build() {
            return None;
        }
        Some(Self {
            version: super::versions::version(&artifact.package_id.repr).to_owned(),
            inspects: artifact.features.iter().any(|feature| feature == INSPECT),
        })
    }

    /// Whether its feature describes items in a form that is read. It did not before PyO3 0.27.
    pub fn can_inspect(&self) -> bool {
        Version::parse(&self.version).is_ok_and(|version| (version.major, version.minor) >= (0, 27))
    }
}

/// Returns the feature of `package` that turns PyO3's own on, which only works where the package itself depends on PyO3.
pub fn inspecting(package: &Package) -> Option<String> {
    let is_pyo3 = |kind| kind == DependencyKind::Normal;
    let dependency = package.dependencies.iter().find(|it| it.name == "pyo3" && is_pyo3(it.kind))?;
    let name = dependency.rename.as_deref().unwrap_or("pyo3");
    // An optional dependency that is off remains off.
    let mark = if dependency.optional { "?" } else { "" };
    Some(format!("{name}{mark}/{INSPECT}"))
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn package(dependency: &Value) -> Package {
        let package = json!({
            "name": "p", "version": "0.1.0", "id": "p 0.1.0", "dependencies": [dependency], "targets": [],
            "features": {}, "manifest_path": "/p/Cargo.toml"
        });
        serde_json::from_value(package).expect("a package")
    }

    fn dependency(name: &str, rename: Option<&str>, optional: bool, kind: Option<&str>) -> Value {
        json!({
            "name": name, "req": "*", "kind": kind, "optional": optional, "uses_default_features": true,
            "features": [], "target": null, "source": null, "rename": rename, "registry": null
        })
    }

    #[test]
    fn the_feature_is_reached_through_the_dependency() {
        let feature = |dependency| inspecting(&package(&dependency));
        let plain = Some("pyo3/experimental-inspect".to_owned());
        assert_eq!(feature(dependency("pyo3", None, false, None)), plain);
        let renamed = dependency("pyo3", Some("py"), true, None);
        assert_eq!(feature(renamed), Some("py?/experimental-inspect".to_owned()));
        assert_eq!(feature(dependency("pyo3", None, false, Some("dev"))), None);
        assert_eq!(feature(dependency("other", None, false, None)), None);
    }

    #[test]
    fn only_releases_with_fragments_can_inspect() {
        let can = |version: &str| Pyo3 { version: version.to_owned(), inspects: false }.can_inspect();
        assert_eq!([can("0.26.0"), can("0.27.2"), can("0.30.1"), can("1.0.0")], [false, true, true, true]);
    }
}
