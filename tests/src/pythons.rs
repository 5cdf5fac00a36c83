//! The interpreters of several versions of Python.

use crate::run::{self, command};
use std::path::PathBuf;
use std::{env, fs};

/// Returns the interpreter of Python 3.`minor`, of pyenv or on the `PATH`.
#[must_use]
pub fn interpreter(minor: u32) -> Option<PathBuf> {
    let name = format!("python3.{minor}");
    let mut candidates = Vec::new();
    if let Ok(root) = run::stdout(command("pyenv").arg("root")) {
        let versions = fs::read_dir(PathBuf::from(root.trim()).join("versions"));
        let prefix = format!("3.{minor}.");
        let directories = versions.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
        let is_of =
            |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix));
        candidates.extend(directories.filter(is_of).map(|path| path.join("bin/python")));
    }
    candidates.sort();
    let path = env::var_os("PATH").unwrap_or_default();
    candidates.extend(env::split_paths(&path).map(|directory| directory.join(&name)));
    candidates.into_iter().filter(|path| path.is_file()).find(|path| {
        let code = format!("import sys; sys.exit(sys.version_info[:2] != (3, {minor}))");
        run::success(command(path).args(["-c", &code])).is_ok()
    })
}
