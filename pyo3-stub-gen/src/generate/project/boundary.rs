//! The directory that a project's own files may put a stub into.

use super::pyproject::Pyproject;
use crate::generate::rules::ProjectRule;
use crate::text::path::absolute;
use std::path::{Component, Path, PathBuf};

/// The most links that are followed, as Linux has it.
const MOST_LINKS: usize = 40;

/// Checks that no key of `pyproject` puts the stub outside the project.
pub(super) fn check(pyproject: &Pyproject) -> Result<(), ProjectRule> {
    let directory = absolute(pyproject.directory());
    let inside = of(&directory);
    let keys = [("output", &pyproject.config.output), ("python-source", &pyproject.maturin.python_source)];
    for (key, value) in keys {
        let Some(path) = value.as_ref().map(|value| real(&directory.join(value))) else { continue };
        if !path.starts_with(&inside) {
            return Err(ProjectRule::OutsideProject { key, file: pyproject.path.clone(), path });
        }
    }
    Ok(())
}

/// Checks that the stub, which the key `output` of `pyproject` names, does not lead out of `boundary` through a link.
pub(super) fn check_named(boundary: &Path, pyproject: &Pyproject, stub: &Path) -> Result<(), ProjectRule> {
    match outside(boundary, stub) {
        Some(path) => Err(ProjectRule::OutsideProject { key: "output", file: pyproject.path.clone(), path }),
        None => Ok(()),
    }
}

/// Returns the directory, without links, that the files of the project in `root` stay in.
pub(super) fn of(root: &Path) -> PathBuf {
    real(project(&absolute(root)))
}

/// Returns where `path` leads to if that is not in `boundary`, which [`of`] returned.
pub(super) fn outside(boundary: &Path, path: &Path) -> Option<PathBuf> {
    let path = real(&absolute(path));
    (!path.starts_with(boundary)).then_some(path)
}

/// Returns the repository around `directory`, or `directory` itself if there is none.
fn project(directory: &Path) -> &Path {
    directory.ancestors().find(|at| at.join(".git").exists()).unwrap_or(directory)
}

/// Returns where `path` leads to, without links. Its end may not exist.
fn real(path: &Path) -> PathBuf {
    let mut links = MOST_LINKS;
    real_within(path, PathBuf::new(), &mut links)
}

/// Returns where `path` leads to from the directory `real`, which has no links.
fn real_within(path: &Path, mut real: PathBuf, links: &mut usize) -> PathBuf {
    for component in path.components() {
        match component {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                let directory = real.clone();
                real.push(component);
                // A link may lead to what does not exist yet.
                if let Some(link) = std::fs::read_link(&real).ok().filter(|_| *links > 0) {
                    *links -= 1;
                    real = real_within(&link, directory, links);
                }
            }
        }
    }
    real
}
