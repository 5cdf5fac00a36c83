//! The settings of the project's formatter and linter.
//!
//! ruff takes the nearest of `.ruff.toml`, `ruff.toml` and a `pyproject.toml` with `[tool.ruff]`, and the files that it
//! extends. A file that cannot be read as TOML counts as missing, because ruff and black reject it themselves.

use crate::generate::config::PythonVersion;
use crate::text::path::absolute;
use std::fs;
use std::path::{Path, PathBuf};
use toml::Table;

/// How many files may extend each other.
const DEPTH: usize = 8;

/// The settings of the project's formatter and linter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Formatters {
    /// The longest line: that of ruff, else that of black.
    pub line_length: Option<usize>,
    /// The oldest version of Python that ruff checks for.
    pub target_version: Option<PythonVersion>,
}

impl Formatters {
    /// Returns those of the project in `directory`.
    pub(super) fn of(directory: &Path) -> Self {
        let directory = absolute(directory);
        let ruff = within_repository(&directory).find_map(ruff_settings);
        let black = || within_repository(&directory).find_map(|at| tool(&at.join("pyproject.toml"), "black"));
        let (ruff_length, target_version) = match &ruff {
            Some((path, settings)) => (
                extended(path, settings, DEPTH, &|settings| length(settings)),
                extended(path, settings, DEPTH, &target),
            ),
            None => (None, None),
        };
        let line_length = ruff_length.or_else(|| black().as_ref().and_then(length));
        Self { line_length, target_version }
    }
}

/// Returns `directory` and those around it, up to the one of the repository.
fn within_repository(directory: &Path) -> impl Iterator<Item = &Path> {
    let mut is_inside = true;
    directory.ancestors().take_while(move |at| std::mem::replace(&mut is_inside, !at.join(".git").exists()))
}

/// Returns the settings of ruff in `directory`, and the file that has them.
fn ruff_settings(directory: &Path) -> Option<(PathBuf, Table)> {
    let own = [".ruff.toml", "ruff.toml"].map(|name| directory.join(name));
    let own = own.into_iter().find_map(|path| read(&path).map(|settings| (path, settings)));
    own.or_else(|| {
        let path = directory.join("pyproject.toml");
        tool(&path, "ruff").map(|settings| (path, settings))
    })
}

/// Returns the first value of `setting` in `settings` of the file at `path`, or in the files that it extends.
fn extended<T>(
    path: &Path,
    settings: &Table,
    depth: usize,
    setting: &dyn Fn(&Table) -> Option<T>,
) -> Option<T> {
    setting(settings).or_else(|| {
        let base = path.parent()?.join(settings.get("extend")?.as_str()?);
        let is_pyproject = base.file_name().is_some_and(|name| name == "pyproject.toml");
        let settings = if is_pyproject { tool(&base, "ruff")? } else { read(&base)? };
        extended(&base, &settings, depth.checked_sub(1)?, setting)
    })
}

/// Returns the table `[tool.NAME]` of the file at `path`.
fn tool(path: &Path, name: &str) -> Option<Table> {
    match read(path)?.remove("tool")?.as_table_mut()?.remove(name)? {
        toml::Value::Table(settings) => Some(settings),
        _ => None,
    }
}

fn read(path: &Path) -> Option<Table> {
    fs::read_to_string(path).ok()?.parse().ok()
}

fn length(settings: &Table) -> Option<usize> {
    usize::try_from(settings.get("line-length")?.as_integer()?).ok()
}

/// Reads `target-version = "py311"`.
fn target(settings: &Table) -> Option<PythonVersion> {
    let minor = settings.get("target-version")?.as_str()?.strip_prefix("py3")?.parse().ok()?;
    Some(PythonVersion { major: 3, minor })
}
