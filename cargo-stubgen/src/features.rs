//! Which Cargo features the stub build has: maturin's, so that nothing compiles twice, and those that turn
//! the registrations on.

use crate::args::BuildArgs;
use crate::find::Extension;
use crate::python::Python;
use pyo3_stub_gen::generate::project::Maturin;

/// The feature that a package turns its registrations on with.
const STUB_FEATURE: &str = "stub-gen";

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
    /// The features of `extension`'s stub build. As with maturin, those of the command line replace those
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
        if extension.package.features.contains_key(STUB_FEATURE) {
            named.push(STUB_FEATURE.to_owned());
        }
        named.sort();
        named.dedup();
        Self {
            named,
            all: build.all_features || maturin.all_features,
            without_default: build.no_default_features || maturin.no_default_features,
        }
    }
}
