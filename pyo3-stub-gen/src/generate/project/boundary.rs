//! The directory that a project's own files may put a stub into.

use super::pyproject::Pyproject;
use crate::generate::rules::ProjectRule;
use crate::text::path::absolute;
use std::path::{Component, Path, PathBuf};

/// Checks that no key of `pyproject` puts the stub outside the project.
pub(super) fn check(pyproject: &Pyproject) -> Result<(), ProjectRule> {
    let directory = absolute(pyproject.directory());
    let inside = real(project(&directory));
    let keys = [("output", &pyproject.config.output), ("python-source", &pyproject.maturin.python_source)];
    for (key, value) in keys {
        let Some(path) = value.as_ref().map(|value| real(&directory.join(value))) else { continue };
        if !path.starts_with(&inside) {
            return Err(ProjectRule::OutsideProject { key, file: pyproject.path.clone(), path });
        }
    }
    Ok(())
}

/// Returns the repository around `directory`, or `directory` itself if there is none.
fn project(directory: &Path) -> &Path {
    directory.ancestors().find(|at| at.join(".git").exists()).unwrap_or(directory)
}

/// Returns where `path` leads to, without links. Its end may not exist.
fn real(path: &Path) -> PathBuf {
    let mut real = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                real.push(component);
                real = std::fs::canonicalize(&real).unwrap_or(real);
            }
        }
    }
    real
}
