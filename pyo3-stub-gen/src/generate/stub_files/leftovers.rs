//! What an earlier stub left behind, and what type checkers would read instead of the present one.

use super::paths::PACKAGE_STUB;
use crate::generate::Stub;
use crate::generate::output;
use crate::generate::project::Project;
use std::path::{Path, PathBuf};

impl Project {
    /// Returns the generated stubs that type checkers would read in addition to `stub` or instead of a part of it:
    /// stubs of submodules that no longer exist or are no longer importable, and the single file of an earlier
    /// stub.
    ///
    /// Only the directory of a stub package is searched. A directory that shadows a single file may be another
    /// generator's, so it is only reported, by [`shadowed_by`](Self::shadowed_by).
    #[must_use]
    pub fn leftovers(&self, stub: &Stub) -> Vec<PathBuf> {
        if stub.submodule_files.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        stubs_below(&self.directory(), &mut found);
        found.push(self.directory().with_extension("pyi"));
        let parts = self.other_files(stub);
        let root = self.stub_file(stub);
        found.retain(|path| *path != root && !parts.iter().any(|(part, _)| part == path));
        found.retain(|path| output::is_generated(path));
        found.sort();
        found
    }

    /// Returns the stub package that type checkers read instead of `stub`, if there is one: a directory of the
    /// module's name with an `__init__.pyi`. Generators that write one stub for each submodule leave it
    /// behind.
    ///
    /// The order is that of the typing spec's [import resolution] and of Python's own finder: a
    /// package comes before a module.
    ///
    /// [import resolution]: https://typing.python.org/en/latest/spec/distributing.html#import-resolution-ordering
    #[must_use]
    pub fn shadowed_by(&self, stub: &Stub) -> Option<PathBuf> {
        let package = self.directory();
        let is_there = stub.submodule_files.is_empty() && package.join(PACKAGE_STUB).is_file();
        is_there.then_some(package)
    }

    /// Returns the stub that type checkers read now: the directory of the stub package if it exists, else the path
    /// of the file, which may not exist.
    #[must_use]
    pub fn stub_on_disk(&self) -> PathBuf {
        let package = self.directory();
        if package.join(PACKAGE_STUB).is_file() { package } else { self.stub.clone() }
    }
}

/// Adds every `.pyi` file in `directory` and below it to `found`.
fn stubs_below(directory: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            stubs_below(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "pyi") {
            found.push(path);
        }
    }
}
