//! The name of the extension's module, by maturin's rules.

use super::error::ProjectError;
use super::pyproject::{self, Pyproject};
use crate::generate::rules::ProjectRule;
use crate::generate::toml_file::{Table, TomlError, TomlSource};
use std::path::Path;

/// Returns the name of the module. The first of these decides, as in maturin: `module-name`, the name of the
/// library, the name of the project, the name of the package.
pub(super) fn module_name(manifest: &Path, pyproject: Option<&Pyproject>) -> Result<String, ProjectError> {
    if let Some(module) = pyproject.and_then(|pyproject| pyproject.maturin.module_name.as_ref()) {
        return Ok(module.clone());
    }
    let names = cargo_names(manifest)?;
    let of_project = || pyproject.and_then(|pyproject| pyproject.name.clone());
    let name = names.library.or_else(of_project).or(names.package);
    let name = name.ok_or_else(|| ProjectRule::NoModule { manifest: manifest.to_owned() })?;
    Ok(name.replace('-', "_"))
}

/// The names in a `Cargo.toml`.
struct CargoNames {
    library: Option<String>,
    package: Option<String>,
}

fn cargo_names(manifest: &Path) -> Result<CargoNames, ProjectError> {
    let text = pyproject::read_text(manifest)?;
    let source = TomlSource { path: manifest, text: &text };
    let document = source.parse()?;
    let root = Table::root(source, document.get_ref());
    let name = |key: &str| -> Result<Option<String>, TomlError> {
        root.table(key)?.map(|table| table.string("name")).transpose().map(Option::flatten)
    };
    Ok(CargoNames { library: name("lib")?, package: name("package")? })
}
