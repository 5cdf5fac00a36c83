//! The keys of `[tool.maturin]` that decide what is built and where the stub belongs.
//!
//! Other keys are not read.

use super::specifier::Specifiers;
use crate::generate::config::PythonVersion;
use crate::generate::rules::ConfigRule;
use crate::generate::toml_file::{Table, TomlError, Value};
use std::path::PathBuf;

/// The keys of `[tool.maturin]` that a stub depends on.
#[derive(Debug, Clone, Default)]
pub struct Maturin {
    /// `module-name`.
    pub module_name: Option<String>,
    /// `python-source`.
    pub python_source: Option<PathBuf>,
    /// `python-packages`.
    pub python_packages: Vec<String>,
    /// `manifest-path`.
    pub manifest_path: Option<PathBuf>,
    /// `bindings`.
    pub bindings: Option<String>,
    /// `profile`.
    pub profile: Option<String>,
    /// `editable-profile`: the profile of `maturin develop`.
    pub editable_profile: Option<String>,
    /// `features`.
    pub features: Vec<FeatureChoice>,
    /// `all-features`.
    pub all_features: bool,
    /// `no-default-features`.
    pub no_default_features: bool,
    /// `frozen`.
    pub frozen: bool,
    /// `locked`.
    pub locked: bool,
    /// `strip`.
    pub strip: bool,
    /// `rustc-args`.
    pub rustc_args: Vec<String>,
    /// `config`: `--config` arguments for Cargo.
    pub config: Vec<String>,
    /// `unstable-flags`: `-Z` arguments for Cargo.
    pub unstable_flags: Vec<String>,
    /// `include`: the patterns of files for source distributions.
    pub include: Vec<String>,
}

impl Maturin {
    /// Whether `include` adds the file `name` beside `pyproject.toml` to source distributions. Any pattern with a `*` counts
    /// that ends as the file does.
    #[must_use]
    pub fn includes(&self, name: &str) -> bool {
        self.include.iter().any(|pattern| match pattern.rsplit_once('*') {
            Some((_, end)) => name.ends_with(end),
            None => pattern.strip_prefix("./").unwrap_or(pattern) == name,
        })
    }
}

/// A Cargo feature, and the interpreters for which it is turned on.
#[derive(Debug, Clone)]
pub struct FeatureChoice {
    /// The feature.
    pub feature: String,
    /// `python-version`.
    pub python_version: Option<Specifiers>,
    /// `python-implementation`.
    pub python_implementation: Option<String>,
}

impl FeatureChoice {
    /// Whether the feature is turned on for an interpreter.
    #[must_use]
    pub fn applies(&self, version: PythonVersion, implementation: &str) -> bool {
        self.python_version.as_ref().is_none_or(|condition| condition.contains(version))
            && self
                .python_implementation
                .as_ref()
                .is_none_or(|name| name.eq_ignore_ascii_case(implementation))
    }
}

/// Reads `[tool.maturin]`.
pub(super) fn read(table: &Table<'_>) -> Result<Maturin, TomlError> {
    Ok(Maturin {
        module_name: table.string("module-name")?,
        python_source: table.string("python-source")?.map(PathBuf::from),
        python_packages: table.strings("python-packages")?,
        manifest_path: table.string("manifest-path")?.map(PathBuf::from),
        bindings: table.string("bindings")?,
        profile: table.string("profile")?,
        editable_profile: table.string("editable-profile")?,
        features: features(table)?,
        all_features: table.boolean("all-features")?.unwrap_or(false),
        no_default_features: table.boolean("no-default-features")?.unwrap_or(false),
        frozen: table.boolean("frozen")?.unwrap_or(false),
        locked: table.boolean("locked")?.unwrap_or(false),
        strip: table.boolean("strip")?.unwrap_or(false),
        rustc_args: table.strings("rustc-args")?,
        config: table.strings("config")?,
        unstable_flags: table.strings("unstable-flags")?,
        include: include(table)?,
    })
}

fn features(table: &Table<'_>) -> Result<Vec<FeatureChoice>, TomlError> {
    let Some(value) = table.get("features") else { return Ok(Vec::new()) };
    let elements = value.elements().ok_or_else(|| value.wrong_type("an array"))?;
    elements.iter().map(feature).collect()
}

/// Reads `["pattern"]`, or `[{ path = "pattern", format = "sdist" }]`. Files that are only for wheels are left out.
fn include(table: &Table<'_>) -> Result<Vec<String>, TomlError> {
    let Some(value) = table.get("include") else { return Ok(Vec::new()) };
    let elements = value.elements().ok_or_else(|| value.wrong_type("an array"))?;
    let mut patterns = Vec::new();
    for element in &elements {
        if let Some(pattern) = element.as_string() {
            patterns.push(pattern.to_owned());
            continue;
        }
        let entry = element.table().map_err(|_| element.wrong_type("a pattern or a table"))?;
        let formats = match entry.get("format") {
            Some(format) if format.elements().is_some() => format.strings()?,
            Some(format) => vec![format.string()?],
            None => Vec::new(),
        };
        if formats.is_empty() || formats.iter().any(|format| format == "sdist") {
            patterns.extend(entry.string("path")?);
        }
    }
    Ok(patterns)
}

/// Reads `"name"`, or `{ feature = "name", python-version = ">=3.11" }`.
fn feature(value: &Value<'_>) -> Result<FeatureChoice, TomlError> {
    if let Some(feature) = value.as_string() {
        return Ok(FeatureChoice {
            feature: feature.to_owned(),
            python_version: None,
            python_implementation: None,
        });
    }
    let table = value.table().map_err(|_| value.wrong_type("a feature's name or a table"))?;
    let feature = table.string("feature")?.ok_or_else(|| value.error(ConfigRule::UnnamedFeature))?;
    let python_version = match table.get("python-version") {
        None => None,
        Some(version) => Some(
            Specifiers::parse(&version.string()?).ok_or_else(|| version.error(ConfigRule::WrongSpecifier))?,
        ),
    };
    let python_implementation = table.string("python-implementation")?;
    Ok(FeatureChoice { feature, python_version, python_implementation })
}
