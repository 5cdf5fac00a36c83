//! Packages of an interpreter: how they are installed, and where mypy is.

use crate::rules::PythonRule;
use std::path::{Path, PathBuf};

/// Returns the command that installs a package for the interpreter at `python`. An environment of uv has no pip.
pub fn install_command(python: &Path) -> String {
    let configuration =
        python.parent().and_then(Path::parent).map(|environment| environment.join("pyvenv.cfg"));
    let text = configuration.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    let is_of_uv = text.lines().any(|line| line.split('=').next().is_some_and(|key| key.trim() == "uv"));
    if is_of_uv {
        format!("uv pip install --python {}", python.display())
    } else {
        format!("{} -m pip install", python.display())
    }
}

/// Returns the directory of the package `mypy` that `path` leads to: an environment, a program in one, or the directory itself.
pub fn mypy_directory(path: &Path) -> Result<PathBuf, PythonRule> {
    // A program that uv or pipx installs is a link to the environment.
    let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let as_written = path.parent().and_then(Path::parent).map(Path::to_owned);
    let environments =
        [Some(real.clone()), real.parent().and_then(Path::parent).map(Path::to_owned), as_written];
    let candidates = environments.into_iter().flatten().flat_map(|environment| site_packages(&environment));
    candidates
        .chain([real])
        .find(|directory| directory.join("mypy/stubtest.py").is_file())
        .ok_or_else(|| PythonRule::WrongMypy { path: path.to_owned() })
}

/// Returns the directories of packages in an environment.
fn site_packages(environment: &Path) -> Vec<PathBuf> {
    let versions = std::fs::read_dir(environment.join("lib")).into_iter().flatten();
    let versions = versions.filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<PathBuf> = versions.map(|version| version.join("site-packages")).collect();
    found.sort();
    found.push(environment.join("Lib/site-packages"));
    found
}
