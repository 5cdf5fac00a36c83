//! The parts of a `pyproject.toml` that a stub depends on.

use super::error::ProjectError;
use super::maturin::{self, Maturin};
use super::specifier::Specifiers;
use crate::generate::config::{self, Config};
use crate::generate::problem::Problem;
use crate::generate::rules::{ConfigRule, ProjectRule};
use crate::generate::toml_file::{Table, TomlError, TomlSource};
use std::path::{Path, PathBuf};

/// The parts of a `pyproject.toml` that a stub depends on.
#[derive(Debug, Clone)]
pub struct Pyproject {
    /// The file.
    pub path: PathBuf,
    /// `[project] name`.
    pub name: Option<String>,
    /// `[tool.maturin]`.
    pub maturin: Maturin,
    /// `[tool.pyo3-stub-gen]`. Without `python-version`, it has the lower bound of `requires-python`.
    pub config: Config,
    /// Whether it has a `[tool.maturin]` or a `[tool.pyo3-stub-gen]` table, or maturin as its build backend.
    pub is_for_extension: bool,
    /// Whether it has a `[tool.maturin]` table, or maturin as its build backend.
    pub uses_maturin: bool,
    /// The warnings about it.
    pub warnings: Vec<Problem>,
}

impl Pyproject {
    /// Reads the file at `path`.
    ///
    /// # Errors
    ///
    /// The file cannot be read, is not TOML, or has an unknown key or a wrong value.
    pub fn read(path: &Path) -> Result<Self, ProjectError> {
        let text = read_text(path)?;
        Ok(Self::parse(path, &text)?)
    }

    /// Reads `text`, the content of the file at `path`.
    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, TomlError> {
        let source = TomlSource { path, text };
        let document = source.parse()?;
        let root = Table::root(source, document.get_ref());
        let project = root.table("project")?;
        let tool = root.table("tool")?;
        let (maturin_table, stub_table) = match &tool {
            Some(tool) => (tool.table("maturin")?, tool.table("pyo3-stub-gen")?),
            None => (None, None),
        };
        let mut warnings = Vec::new();
        let mut config = Config::default();
        if let Some(version) = project.as_ref().map(requires_python).transpose()?.flatten() {
            config.python_version = version;
        }
        if let Some(table) = &stub_table {
            config::read(table, &mut config, &mut warnings)?;
        }
        let uses_maturin = maturin_table.is_some() || backend_is_maturin(&root)?;
        Ok(Self {
            path: path.to_owned(),
            name: project.as_ref().map(|project| project.string("name")).transpose()?.flatten(),
            is_for_extension: uses_maturin || stub_table.is_some(),
            uses_maturin,
            maturin: maturin_table.as_ref().map(maturin::read).transpose()?.unwrap_or_default(),
            config,
            warnings,
        })
    }

    /// The directory of the file.
    #[must_use]
    pub fn directory(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// The path of the `Cargo.toml` in `[tool.maturin] manifest-path`.
    #[must_use]
    pub fn manifest_path(&self) -> Option<PathBuf> {
        self.maturin.manifest_path.as_ref().map(|path| self.directory().join(path))
    }
}

/// Reads the text of a file.
pub(super) fn read_text(path: &Path) -> Result<String, ProjectError> {
    std::fs::read_to_string(path)
        .map_err(|error| ProjectRule::Unreadable { path: path.to_owned(), reason: error.to_string() }.into())
}

/// Returns the lower bound of `requires-python`.
fn requires_python(project: &Table<'_>) -> Result<Option<config::PythonVersion>, TomlError> {
    let Some(value) = project.get("requires-python") else { return Ok(None) };
    let specifiers =
        Specifiers::parse(&value.string()?).ok_or_else(|| value.error(ConfigRule::WrongRequiresPython))?;
    Ok(specifiers.lower_bound())
}

fn backend_is_maturin(root: &Table<'_>) -> Result<bool, TomlError> {
    let Some(build) = root.table("build-system")? else { return Ok(false) };
    Ok(build.string("build-backend")?.is_some_and(|backend| backend == "maturin"))
}
