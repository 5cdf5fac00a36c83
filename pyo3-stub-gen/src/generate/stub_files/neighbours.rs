//! Other stubs in the package around an extension.

use super::leftovers::files_below;
use super::paths::PACKAGE_STUB;
use crate::generate::FileForm;
use crate::generate::output::{self, Owner};
use crate::generate::project::Project;
use crate::generate::python::check_file;
use crate::text::dotted;
use crate::text::words::lower_first;
use std::path::{Path, PathBuf};

/// A stub that type checkers cannot read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenStub {
    /// The file.
    pub path: PathBuf,
    /// The dotted name of the module that it is for.
    pub module: String,
    /// The line, from one.
    pub line: u32,
    /// What is wrong there.
    pub reason: String,
}

/// A stub that was written by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StubByHand {
    /// The file.
    pub path: PathBuf,
    /// The dotted name of the module that it describes.
    pub module: String,
    /// Its form, which decides what relative imports are relative to.
    pub form: FileForm,
}

impl Project {
    /// Returns the stubs that a version before 0.24 generated for the packages around the extension. Type checkers read them
    /// instead of the packages' Python sources, or take them for packages that do not exist.
    ///
    /// Those versions did not write the name of the module into the header. The stub of this extension is left out, and so
    /// is a file that may be the stub of another extension.
    #[must_use]
    pub fn earlier_stubs(&self) -> Vec<PathBuf> {
        let (own, directory) = (&self.stub, self.directory());
        let is_package = |path: &Path| path.ends_with(PACKAGE_STUB) || path.with_extension("py").is_file();
        let mut found = self.package_stubs();
        found.retain(|path| {
            path != own
                && !path.starts_with(&directory)
                && is_package(path)
                && output::owner(path) == Some(Owner::Unnamed)
        });
        found
    }

    /// Returns every stub that a version before 0.24 generated and that the stub of this version replaces: the
    /// [`earlier_stubs`](Self::earlier_stubs), and those in the directory of the extension's own name.
    #[must_use]
    pub fn replaced_stubs(&self) -> Vec<PathBuf> {
        let mut found = self.earlier_stubs();
        let mut below = Vec::new();
        files_below(&self.directory(), "pyi", &mut below);
        below.retain(|path| *path != self.stub && output::owner(path) == Some(Owner::Unnamed));
        found.extend(below);
        found.sort();
        found.dedup();
        found
    }

    /// Returns the stubs of the extension that its author wrote: the one in the place of its own stub, those in the directory of
    /// its name, and that of the package if the extension has its name, because the package then has what the extension has.
    #[must_use]
    pub fn stubs_by_hand(&self) -> Vec<StubByHand> {
        let mut paths = vec![self.stub.clone()];
        files_below(&self.directory(), "pyi", &mut paths);
        paths.sort();
        paths.dedup();
        let form = |path: &Path| match path.ends_with(PACKAGE_STUB) {
            true => FileForm::Package,
            false => FileForm::Module,
        };
        let own = paths.into_iter().map(|path| {
            let (module, form) = (self.module_of(&path), form(&path));
            StubByHand { path, module, form }
        });
        let has_name = self.module.split_once('.').is_some_and(|(package, name)| package == name);
        let around = self.package.iter().filter(|_| has_name).map(|package| StubByHand {
            path: package.join(PACKAGE_STUB),
            module: self.module.clone(),
            form: FileForm::Module,
        });
        own.chain(around).filter(|stub| output::owner(&stub.path) == Some(Owner::Author)).collect()
    }

    /// Returns every stub that there is of the extension: those that a stub of this version
    /// [replaces](Self::replaced_stubs), the one in its place, and those in the directory of its name. If the extension has the
    /// name of its package and no stub of its own, and the stub of the package was written by hand, those of the package are
    /// returned too, because the package then has what the extension has. The stubs of other extensions are left out.
    #[must_use]
    pub fn present_stubs(&self) -> Vec<PathBuf> {
        let mut found = self.replaced_stubs();
        let mut own = vec![self.stub.clone()];
        files_below(&self.directory(), "pyi", &mut own);
        found.extend(own.into_iter().filter(|path| path.is_file()));
        let has_own = found.iter().any(|path| dotted::is_at_or_below(&self.module_of(path), &self.module));
        let is_by_hand =
            |package: &PathBuf| output::owner(&package.join(PACKAGE_STUB)) == Some(Owner::Author);
        if dotted::namesake(&self.module).is_some()
            && !has_own
            && self.package.as_ref().is_some_and(is_by_hand)
        {
            found.extend(self.package_stubs());
        }
        let is_own = |path: &PathBuf| match output::owner(path) {
            Some(Owner::Module(module)) => module == self.module,
            Some(Owner::Unnamed | Owner::Author) | None => true,
        };
        found.retain(is_own);
        found.sort();
        found.dedup();
        found
    }

    /// Returns the stubs of the package that are not valid Python, apart from those in `own`.
    #[must_use]
    pub fn broken_stubs(&self, own: &[&Path]) -> Vec<BrokenStub> {
        let mut found = self.package_stubs();
        found.retain(|path| !own.contains(&path.as_path()));
        found.into_iter().filter_map(|path| self.broken(path)).collect()
    }

    fn broken(&self, path: PathBuf) -> Option<BrokenStub> {
        let text = fs_err::read(&path).ok()?;
        let (line, reason) = match String::from_utf8(text) {
            Ok(text) => {
                let error = check_file(&text).err()?;
                (error.lines_before + 1, lower_first(&error.message))
            }
            Err(_) => (1, "the file is not UTF-8".to_owned()),
        };
        Some(BrokenStub { module: self.module_of(&path), path, line, reason })
    }

    /// Returns every stub in the package around the extension.
    fn package_stubs(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        if let Some(package) = &self.package {
            files_below(package, "pyi", &mut found);
        }
        found.sort();
        found
    }

    /// Returns the dotted name of the module that the stub, or another one in the package, is for.
    #[must_use]
    pub fn module_of(&self, path: &Path) -> String {
        if path == self.stub {
            return self.module.clone();
        }
        let source = self.package.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
        let path = path.strip_prefix(source).unwrap_or(path);
        let module = if path.ends_with(PACKAGE_STUB) { path.parent() } else { None };
        let module = module.map_or_else(|| path.with_extension(""), Path::to_owned);
        let parts: Vec<String> = module.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        parts.join(".")
    }
}
