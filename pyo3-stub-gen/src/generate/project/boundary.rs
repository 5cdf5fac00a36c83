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

/// Checks that the stub is not written out of the project that is in `root`, through a link. `named` is the
/// `pyproject.toml` with the key `output`, if that names the stub or its directory.
pub(super) fn check_stub(root: &Path, named: Option<&Pyproject>, stub: &Path) -> Result<(), ProjectRule> {
    let directory = absolute(root);
    let path = real(&absolute(stub));
    if path.starts_with(real(project(&directory))) {
        return Ok(());
    }
    Err(match named {
        Some(pyproject) => ProjectRule::OutsideProject { key: "output", file: pyproject.path.clone(), path },
        None => ProjectRule::LinkedOutside { stub: stub.to_owned(), path },
    })
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
