//! The path of an extension's stub, and the name of the extension.

use super::boundary;
use super::error::ProjectError;
use super::extra;
use super::formatters::Formatters;
use super::layout::{self, Layout};
use super::module_name::module_name;
use super::pyproject::Pyproject;
use crate::generate::config::Config;
use crate::generate::python::is_identifier;
use crate::generate::rules::ProjectRule;
use std::path::{Path, PathBuf};

/// A project, and where its stub belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// The dotted name of the extension's module.
    pub module: String,
    /// Whether the extension is a module of its own or part of a Python package.
    pub layout: Layout,
    /// The path of the stub where it is one file.
    pub stub: PathBuf,
    /// The root of the Python package in a mixed layout. It gets a `py.typed` marker.
    pub package: Option<PathBuf>,
    /// The directory, without links, that no file may lead out of. It is `None` if the user chose the place of the files.
    pub boundary: Option<PathBuf>,
    /// The configuration.
    pub config: Config,
}

impl Project {
    /// Returns where `path` leads to if it leads out of the project through a link.
    #[must_use]
    pub fn outside(&self, path: &Path) -> Option<PathBuf> {
        self.boundary.as_ref().and_then(|boundary| boundary::outside(boundary, path))
    }
}

/// The files and options that a project is read from.
#[derive(Debug, Clone)]
pub struct ProjectSources<'a> {
    /// The crate's `Cargo.toml`.
    pub manifest: &'a Path,
    /// The project's `pyproject.toml`, if it has one.
    pub pyproject: Option<&'a Pyproject>,
    /// The name of the module, if it is given explicitly.
    pub module: Option<&'a str>,
    /// The path of the stub, if it is given explicitly.
    pub output: Option<&'a Path>,
}

/// Decides the name of the module and where its stub belongs.
///
/// # Errors
///
/// The name of the module is not given or cannot be imported, `python-source` does not exist, or a key leads out of the
/// project and no path is given explicitly.
pub fn resolve(sources: &ProjectSources<'_>) -> Result<Project, ProjectError> {
    let module = match sources.module {
        Some(module) => module.to_owned(),
        None => module_name(sources.manifest, sources.pyproject)?,
    };
    if !module.split('.').all(is_identifier) {
        let path = sources.pyproject.map(|pyproject| pyproject.path.clone());
        return Err(ProjectRule::BadModule { module, path: path.filter(|_| sources.module.is_none()) }.into());
    }
    let mut config = sources.pyproject.map(|pyproject| pyproject.config.clone()).unwrap_or_default();
    let root = match sources.pyproject {
        Some(pyproject) => pyproject.directory(),
        None => sources.manifest.parent().unwrap_or(Path::new("")),
    };
    let formatters = Formatters::of(root);
    config.line_length = config.line_length.or(formatters.line_length);
    config.linter_version = formatters.target_version;
    if let Some(path) = &config.extra {
        config.extra_stubs = extra::read(root, path)?;
    }
    if let (Some(pyproject), None) = (sources.pyproject, sources.output) {
        boundary::check(pyproject)?;
    }
    let places = layout::places(root, sources.pyproject, &module)?;
    let output = match (sources.output, &config.output) {
        (Some(output), _) => Some(output.to_owned()),
        (None, Some(output)) => Some(root.join(output)),
        (None, None) => None,
    };
    let stub = output.map_or(places.stub, |output| inside(output, &module));
    let boundary = sources.output.is_none().then(|| boundary::of(root));
    let named = sources.pyproject.filter(|_| config.output.is_some());
    if let (Some(boundary), Some(pyproject)) = (&boundary, named) {
        boundary::check_named(boundary, pyproject, &stub)?;
    }
    Ok(Project {
        layout: places.layout,
        package: places.package,
        stub,
        module: places.module,
        boundary,
        config,
    })
}

/// Returns the path of the `Cargo.toml` that belongs to a `pyproject.toml`, by maturin's rules.
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

/// Returns `output`, or the path of the stub in it where it is a directory.
fn inside(output: PathBuf, module: &str) -> PathBuf {
    let names_directory = output.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    if names_directory || output.is_dir() {
        let name = module.rsplit('.').next().unwrap_or(module);
        output.join(format!("{name}.pyi"))
    } else {
        output
    }
}
