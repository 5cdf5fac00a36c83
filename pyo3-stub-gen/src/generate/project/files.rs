//! Which files a stub is, where each belongs, and what an earlier stub left behind.
//!
//! It must not know what is in them.

use super::layout::Layout;
use super::places::Project;
use crate::generate::output::{self, OutputError, Replace, Written};
use crate::generate::problem::Problem;
use crate::generate::{FileForm, InitFile, Stub};
use std::path::{Path, PathBuf};

/// The name of a package's stub.
pub const PACKAGE_STUB: &str = "__init__.pyi";

/// What became of one file of a stub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A file that comes with the stub: an `__init__.py`, or the stub of an importable submodule.
    Part(PathBuf, Written),
    /// The stub of the extension itself.
    Stub(PathBuf, Written),
    /// The marker that tells type checkers to read the package's stubs.
    Marker(PathBuf, Written),
    /// A generated stub that is no part of the present one was removed.
    Removed(PathBuf),
}

impl Project {
    /// Where the stub of the extension itself belongs: one file, or that of a package where submodules have
    /// files of their own.
    #[must_use]
    pub fn stub_file(&self, stub: &Stub) -> PathBuf {
        if stub.submodule_files.is_empty() { self.stub.clone() } else { self.directory().join(PACKAGE_STUB) }
    }

    /// Where the other files of `stub` belong, with their texts: the `__init__.py` files, then the stubs of
    /// importable submodules.
    #[must_use]
    pub fn other_files<'s>(&self, stub: &'s Stub) -> Vec<(PathBuf, &'s str)> {
        let inits = self.init_files(stub).into_iter().map(|(path, file)| (path, file.text.as_str()));
        let submodules = stub.submodule_files.iter().map(|file| {
            let path = file.path.iter().fold(self.directory(), |path, name| path.join(name));
            let path = match file.form {
                FileForm::Module => path.with_extension("pyi"),
                FileForm::Package => path.join(PACKAGE_STUB),
            };
            (path, file.text.as_str())
        });
        inits.chain(submodules).collect()
    }

    /// Where the `__init__.py` files of `stub` belong; none where there is no package to hold them.
    pub(super) fn init_files<'s>(&self, stub: &'s Stub) -> Vec<(PathBuf, &'s InitFile)> {
        let source = self.package.as_deref().and_then(Path::parent);
        source
            .map(|source| stub.init_files.iter().map(|file| (file.path(source), file)).collect())
            .unwrap_or_default()
    }

    /// Generated stubs that type checkers would read beside `stub`, or in place of a part of it: those of
    /// submodules that are gone or no longer importable, and the single file that was there before.
    ///
    /// Only the directory of a stub package is searched. What an earlier package left where one file is
    /// the stub now is told by [`shadowed_by`](Self::shadowed_by), as it may be another generator's.
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

    /// What is wrong about the places of the files of `stub`: an error where importable submodules are in a
    /// Rust-only layout, of which maturin packages a single stub, and a warning for each `__init__.py` that
    /// has no package to hold it.
    #[must_use]
    pub fn misplaced(&self, stub: &Stub) -> Vec<Problem> {
        let homeless = stub.init_files.iter().filter(|_| self.package.is_none()).map(homeless);
        let unpackaged = (self.layout == Layout::Pure && !stub.submodule_files.is_empty()).then(unpackaged);
        homeless.chain(unpackaged).collect()
    }

    /// Writes all files of `stub` that changed, marks the package as typed, and removes what is left over.
    /// The extension's own stub comes last: where another file cannot be written, it stays as it was.
    ///
    /// # Errors
    ///
    /// `replace` forbids to replace one of the files, and then none is written; or the operating system
    /// refuses.
    pub fn write(&self, stub: &Stub, replace: Replace) -> Result<Vec<Change>, OutputError> {
        let root = self.stub_file(stub);
        let parts = self.other_files(stub);
        for (path, text) in parts.iter().map(|(path, text)| (path, *text)).chain([(&root, &*stub.text)]) {
            output::permit(path, text, replace)?;
        }
        let mut changes = Vec::new();
        for (path, text) in parts {
            let written = output::write(&path, text, replace)?;
            changes.push(Change::Part(path, written));
        }
        let written = output::write(&root, &stub.text, replace)?;
        changes.push(Change::Stub(root, written));
        for path in self.leftovers(stub) {
            output::remove(&path)?;
            changes.push(Change::Removed(path));
        }
        if let Some(package) = &self.package {
            changes.push(Change::Marker(package.join(output::TYPED_MARKER), output::mark_typed(package)?));
        }
        Ok(changes)
    }

    /// The stub package that type checkers read instead of `stub`, if one is there: a directory of the
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

    /// The stub that type checkers read now: the directory of a stub package where there is one, and else the
    /// file. Whether that exists is not looked at.
    #[must_use]
    pub fn stub_on_disk(&self) -> PathBuf {
        let package = self.directory();
        if package.join(PACKAGE_STUB).is_file() { package } else { self.stub.clone() }
    }

    /// The directory of the stub package.
    fn directory(&self) -> PathBuf {
        if self.stub.ends_with(PACKAGE_STUB) {
            return self.stub.parent().map(Path::to_owned).unwrap_or_default();
        }
        self.stub.with_extension("")
    }
}

/// Every `.pyi` in `directory` and below it.
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

fn homeless(file: &InitFile) -> Problem {
    let message = format!("there is no Python package `{}` to write an `__init__.py` into", file.package);
    Problem::warning(message, None)
        .with_help("create its directory, and name the one above it with `python-source` in `[tool.maturin]`")
}

fn unpackaged() -> Problem {
    let message = "`importable-submodules` makes the stub a tree of files, and of a Rust-only project maturin \
                   packages a single one";
    Problem::error(message, None).with_help(
        "move the extension into a Python package: set `python-source`, and `module-name = \"package._name\"`, in \
         `[tool.maturin]`; or remove the key: type checkers then reject `import m.sub`, and accept every use of \
         `m.sub` itself",
    )
}
