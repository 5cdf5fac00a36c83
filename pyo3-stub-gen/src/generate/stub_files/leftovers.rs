//! Files of an earlier stub, and files that type checkers would read instead of the stub.

use super::paths::PACKAGE_STUB;
use crate::generate::Stub;
use crate::generate::output::{self, Owner};
use crate::generate::project::Project;
use std::path::{Path, PathBuf};

impl Project {
    /// Returns the stubs that an earlier run left behind, which type checkers would read in addition to `stub` or instead of
    /// a part of it:
    ///
    /// - stubs that were generated for this module in the directory of its stub package, of submodules that no longer exist
    ///   or are no longer importable;
    /// - the single file of an earlier stub beside the stub package;
    /// - the stub of an extension that had the name of a package around this one, beside that package.
    ///
    /// The first line of a generated file names its module. A file of another module is another extension's.
    #[must_use]
    pub fn leftovers(&self, stub: &Stub) -> Vec<PathBuf> {
        let mut below = Vec::new();
        files_below(&self.directory(), "pyi", &mut below);
        below.retain(|path| output::owner(path) == Some(Owner::Module(self.module.clone())));
        let beside = (!stub.submodule_files.is_empty())
            .then(|| self.directory().with_extension("pyi"))
            .filter(|path| self.is_own(path));
        let mut found: Vec<PathBuf> =
            below.into_iter().chain(beside).chain(self.replaced_by_packages()).collect();
        let parts = self.other_files(stub);
        let root = self.stub_file(stub);
        found.retain(|path| *path != root && !parts.iter().any(|(part, _)| part == path));
        found.sort();
        found
    }

    /// Whether the file in the place of this module's stub was generated for it. Earlier versions did not name the module.
    fn is_own(&self, path: &Path) -> bool {
        match output::owner(path) {
            Some(Owner::Module(module)) => module == self.module,
            Some(Owner::Unnamed) => true,
            Some(Owner::Author) | None => false,
        }
    }

    /// Returns the stubs of modules whose names are now those of packages around the extension.
    fn replaced_by_packages(&self) -> Vec<PathBuf> {
        let parts: Vec<&str> = self.module.split('.').collect();
        let directory = self.directory();
        // `a/b/_core` for `a.b._core`, where the packages are `a/b` and `a`.
        if !directory.ends_with(parts.iter().collect::<PathBuf>()) {
            return Vec::new();
        }
        let packages = directory.ancestors().skip(1).zip((1..parts.len()).rev());
        packages
            .filter(|(package, count)| {
                let name = parts.get(..*count).unwrap_or_default().join(".");
                output::owner(&package.with_extension("pyi")) == Some(Owner::Module(name))
            })
            .map(|(package, _)| package.with_extension("pyi"))
            .collect()
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

/// Adds every file with the extension `suffix` in `directory` and below it to `found`.
pub(super) fn files_below(directory: &Path, suffix: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            files_below(&path, suffix, found);
        } else if path.extension().is_some_and(|extension| extension == suffix) {
            found.push(path);
        }
    }
}
