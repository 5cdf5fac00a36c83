//! What a project's files say about its stub: the module's name, the layout, the configuration.
//!
//! It reads `pyproject.toml` and `Cargo.toml`, and follows maturin's own rules. It must not know what is
//! in a stub, nor how a file is written.

mod error;
mod files;
mod layout;
mod lost;
mod maturin;
mod pyproject;
mod root;
mod specifier;
pub(in crate::generate) mod toml_file;

#[cfg(test)]
mod tests;

pub use error::{ProjectError, TomlError};
pub use files::{Change, PACKAGE_STUB};
pub use layout::Layout;
pub use maturin::{FeatureChoice, Maturin};
pub use pyproject::Pyproject;
pub use specifier::Specifiers;
pub(in crate::generate) use specifier::version;

use super::config::Config;
use super::python::is_identifier;
use std::path::{Path, PathBuf};
use toml_file::{Source, Table};

/// A project, and where its stub belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// The extension's module, as maturin names it.
    pub module: String,
    /// Whether it stands alone or inside a Python package.
    pub layout: Layout,
    /// The stub, as long as it is one file.
    pub stub: PathBuf,
    /// The root of the Python package, which gets a `py.typed` marker, in a mixed layout.
    pub package: Option<PathBuf>,
    /// The configuration.
    pub config: Config,
}

/// What a project is read from.
#[derive(Debug, Clone)]
pub struct Sources<'a> {
    /// The crate's `Cargo.toml`.
    pub manifest: &'a Path,
    /// The project's `pyproject.toml`, if it has one.
    pub pyproject: Option<&'a Pyproject>,
    /// The module's name, when it is given explicitly.
    pub module: Option<&'a str>,
    /// The stub's path, when it is given explicitly.
    pub output: Option<&'a Path>,
}

/// Decides the module's name and the places of `sources`.
///
/// # Errors
///
/// Nothing says which module it is, its name cannot be imported, or `python-source` is not there.
pub fn resolve(sources: &Sources<'_>) -> Result<Project, ProjectError> {
    let module = match sources.module {
        Some(module) => module.to_owned(),
        None => module_name(sources.manifest, sources.pyproject)?,
    };
    if !module.split('.').all(is_identifier) {
        let path = sources.pyproject.map(|pyproject| pyproject.path.clone());
        return Err(ProjectError::BadModule { module, path: path.filter(|_| sources.module.is_none()) });
    }
    let config = sources.pyproject.map(|pyproject| pyproject.config.clone()).unwrap_or_default();
    let root = match sources.pyproject {
        Some(pyproject) => pyproject.directory(),
        None => sources.manifest.parent().unwrap_or(Path::new("")),
    };
    let places = layout::places(root, sources.pyproject, &module)?;
    let output = match (sources.output, &config.output) {
        (Some(output), _) => Some(output.to_owned()),
        (None, Some(output)) => Some(root.join(output)),
        (None, None) => None,
    };
    let stub = output.map_or(places.stub, |output| inside(output, &module));
    Ok(Project { layout: places.layout, package: places.package, stub, module, config })
}

/// The `Cargo.toml` that belongs to a `pyproject.toml`.
#[must_use]
pub fn manifest_of(pyproject: &Pyproject) -> PathBuf {
    let directory = pyproject.directory();
    match pyproject.manifest_path() {
        Some(path) => path,
        None if layout::is_src_layout(directory, pyproject) => directory.join("rust/Cargo.toml"),
        None if pyproject.maturin.python_source.is_some() && directory.join("rust/Cargo.toml").is_file() => {
            directory.join("rust/Cargo.toml")
        }
        None => directory.join("Cargo.toml"),
    }
}

/// The module's name by maturin's order of precedence: `module-name`, the library's own name, the
/// project's name, the package's name.
fn module_name(manifest: &Path, pyproject: Option<&Pyproject>) -> Result<String, ProjectError> {
    let Some(pyproject) = pyproject else {
        return Err(ProjectError::NoModule { manifest: manifest.to_owned() });
    };
    if let Some(module) = &pyproject.maturin.module_name {
        return Ok(module.clone());
    }
    let names = cargo_names(manifest)?;
    let name = names.library.or_else(|| pyproject.name.clone()).or(names.package);
    let name = name.ok_or_else(|| ProjectError::NoModule { manifest: manifest.to_owned() })?;
    Ok(name.replace('-', "_"))
}

/// The names that a `Cargo.toml` gives.
struct CargoNames {
    library: Option<String>,
    package: Option<String>,
}

fn cargo_names(manifest: &Path) -> Result<CargoNames, ProjectError> {
    let text = pyproject::read_text(manifest)?;
    let source = Source { path: manifest, text: &text };
    let document = source.parse()?;
    let root = Table::root(source, document.get_ref());
    let name = |key: &str| -> Result<Option<String>, TomlError> {
        root.table(key)?.map(|table| table.string("name")).transpose().map(Option::flatten)
    };
    Ok(CargoNames { library: name("lib")?, package: name("package")? })
}

/// `output` itself, or the module's stub in it when it is a directory.
fn inside(output: PathBuf, module: &str) -> PathBuf {
    let names_directory = output.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    if names_directory || output.is_dir() {
        let name = module.rsplit('.').next().unwrap_or(module);
        output.join(format!("{name}.pyi"))
    } else {
        output
    }
}
