//! Where the extension and its stub belong, by maturin's rules.

use super::error::ProjectError;
use super::pyproject::Pyproject;
use crate::generate::rules::ProjectRule;
use std::path::{Path, PathBuf};

/// Whether the extension is a module of its own or part of a Python package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Rust only: the stub is beside `pyproject.toml`, and maturin packages it.
    Pure,
    /// Python and Rust: the stub is in the Python package, beside the shared library.
    Mixed,
}

/// The places that a layout decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    /// The layout.
    pub layout: Layout,
    /// The dotted name of the module. An extension that has the name of its package is inside it.
    pub module: String,
    /// The stub.
    pub stub: PathBuf,
    /// The root of the Python package, in a mixed layout.
    pub package: Option<PathBuf>,
}

/// Finds the places of `module` in the project at `root`.
pub(super) fn places(
    root: &Path,
    pyproject: Option<&Pyproject>,
    module: &str,
) -> Result<Places, ProjectError> {
    let python_root = python_root(root, pyproject)?;
    let parts: Vec<&str> = module.split('.').collect();
    let (first, name) = (parts[0], parts[parts.len() - 1]);
    let package = python_root.join(first);
    let is_crate = package.join("Cargo.toml").is_file() && !package.join("__init__.py").is_file();
    if package.is_dir() && !is_crate {
        // A name without dots goes into the package of its own name: `demo/demo.so`.
        let parents = if parts.len() > 1 { &parts[..parts.len() - 1] } else { &parts[..] };
        let directory = parents.iter().fold(python_root, |path, part| path.join(part));
        let stub = directory.join(format!("{name}.pyi"));
        let module = if parts.len() > 1 { module.to_owned() } else { format!("{module}.{module}") };
        return Ok(Places { layout: Layout::Mixed, module, stub, package: Some(package) });
    }
    match pyproject {
        Some(pyproject) if pyproject.maturin.python_source.is_some() => {
            Err(ProjectRule::NoPythonSource { path: pyproject.path.clone(), directory: package }.into())
        }
        _ => Ok(Places {
            layout: Layout::Pure,
            module: module.to_owned(),
            stub: root.join(format!("{name}.pyi")),
            package: None,
        }),
    }
}

/// Returns the directory that contains the Python packages.
fn python_root(root: &Path, pyproject: Option<&Pyproject>) -> Result<PathBuf, ProjectError> {
    let Some(pyproject) = pyproject else { return Ok(root.to_owned()) };
    if let Some(source) = &pyproject.maturin.python_source {
        let directory = root.join(source);
        if directory.is_dir() {
            return Ok(directory);
        }
        return Err(ProjectRule::NoPythonSource { path: pyproject.path.clone(), directory }.into());
    }
    if is_src_layout(root, pyproject) { Ok(root.join("src")) } else { Ok(root.to_owned()) }
}

/// Whether the crate is in `rust/` and the Python package in `src/`, which needs no key.
pub(super) fn is_src_layout(root: &Path, pyproject: &Pyproject) -> bool {
    let Some(name) = &pyproject.name else { return false };
    let import_name = name.replace('-', "_");
    let mut packages = pyproject.maturin.python_packages.iter().chain([&import_name]);
    root.join("rust/Cargo.toml").is_file()
        && packages.any(|package| root.join("src").join(package).join("__init__.py").is_file())
}
