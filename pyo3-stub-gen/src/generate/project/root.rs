//! The directory below which the files of a project are written, and how a program chooses another.

use super::places::Project;
use crate::text::path::absolute;
use std::path::{Path, PathBuf};

impl Project {
    /// The directory that contains the Python package in a mixed layout, and the stub in a Rust-only layout.
    #[must_use]
    pub fn python_root(&self) -> PathBuf {
        let place = self.package.as_ref().unwrap_or(&self.stub);
        place.parent().map(Path::to_owned).unwrap_or_default()
    }

    /// Returns the project with its files below `root` instead of [`python_root`](Self::python_root).
    ///
    /// A `root` between that directory and the stub does not move any files. Older generators treated the directory of
    /// `pyproject.toml` as that of the package, and programs that correct this already have the right path.
    #[must_use]
    pub fn moved_to(&self, root: &Path) -> Self {
        let from = self.python_root();
        let [place, start, stub] = [root, &from, self.stub.as_path()].map(absolute);
        if place.starts_with(start) && stub.starts_with(place) {
            return self.clone();
        }
        let moved = |path: &PathBuf| path.strip_prefix(&from).map_or(path.clone(), |rest| root.join(rest));
        // A stub that `output` puts outside the package stays there.
        let is_inside = self.package.as_ref().is_none_or(|package| self.stub.starts_with(package));
        let stub = if is_inside { moved(&self.stub) } else { self.stub.clone() };
        Self { stub, package: self.package.as_ref().map(moved), boundary: None, ..self.clone() }
    }
}
