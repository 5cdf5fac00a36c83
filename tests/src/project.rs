//! Projects: a directory with a Cargo package, and where its stub belongs by maturin's rules.
//!
//! This module repeats the rules of the program on purpose. A test that asked the program where the stub belongs would not
//! notice a wrong place.

use crate::{Outcome, places, when};
use std::fs;
use std::path::{Path, PathBuf};

/// An extension module's project.
#[derive(Debug, Clone)]
pub struct Project {
    /// Its name: the directory's.
    pub name: String,
    /// Its directory.
    pub directory: PathBuf,
    /// The dotted name that Python imports the extension by.
    pub module: String,
    /// The Cargo library's name.
    pub library: String,
    /// The Python sources, in mixed layout.
    pub python_source: Option<PathBuf>,
    /// How many files the stub is.
    pub form: StubForm,
    /// The hand-written stubs that are merged into the generated one.
    pub extra: Option<PathBuf>,
}

/// How many files a stub is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StubForm {
    /// One.
    File,
    /// One for the extension, and one for each importable submodule.
    Tree,
}

impl Project {
    /// Reads the project in `directory`.
    ///
    /// # Errors
    ///
    /// That a manifest cannot be read, or lacks something.
    pub fn read(directory: &Path) -> Outcome<Self> {
        let cargo = table(&directory.join("Cargo.toml"))?;
        let python = table(&directory.join("pyproject.toml"))?;
        let text = |table: &toml::Table, path: [&str; 3]| {
            let [first, second, third] = path;
            let inner = table.get(first)?.get(second)?;
            let value = if third.is_empty() { inner } else { inner.get(third)? };
            value.as_str().map(str::to_owned)
        };
        let package = text(&cargo, ["package", "name", ""])
            .ok_or_else(|| format!("{}: no package name", directory.display()))?;
        let library = text(&cargo, ["lib", "name", ""]).unwrap_or_else(|| package.replace('-', "_"));
        let module = text(&python, ["tool", "maturin", "module-name"]).unwrap_or_else(|| library.clone());
        let python_source =
            text(&python, ["tool", "maturin", "python-source"]).map(|source| directory.join(source));
        let importable =
            python.get("tool").and_then(|tool| tool.get("pyo3-stub-gen")?.get("importable-submodules"));
        let form = if importable.is_some() { StubForm::Tree } else { StubForm::File };
        let name = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let extra = text(&python, ["tool", "pyo3-stub-gen", "extra"]).map(|extra| directory.join(extra));
        Ok(Self { name, directory: directory.to_owned(), module, library, python_source, form, extra })
    }

    /// Its manifest.
    #[must_use]
    pub fn manifest(&self) -> PathBuf {
        self.directory.join("Cargo.toml")
    }

    /// The directory of the project that holds what Python imports.
    #[must_use]
    pub fn import_root(&self) -> &Path {
        self.python_source.as_ref().unwrap_or(&self.directory)
    }

    /// Where the stub of the extension belongs.
    #[must_use]
    pub fn stub(&self) -> PathBuf {
        self.import_root().join(self.stub_in_site())
    }

    /// Where the stub of the extension belongs in a directory that Python imports from.
    #[must_use]
    pub fn stub_in_site(&self) -> PathBuf {
        match self.form {
            StubForm::File => self.module_in_site().with_extension("pyi"),
            StubForm::Tree => self.module_in_site().join("__init__.pyi"),
        }
    }

    /// The extension in a directory that Python imports from, without a suffix.
    #[must_use]
    pub fn module_in_site(&self) -> PathBuf {
        PathBuf::from(self.module.replace('.', "/"))
    }

    /// Whether the stub at `path` is its own, or is merged into it.
    fn owns(&self, path: &Path) -> bool {
        let is_extra = self.extra.as_ref().is_some_and(|extra| path.starts_with(extra));
        let is_made = match self.form {
            StubForm::File => self.stub() == path,
            StubForm::Tree => path.starts_with(self.import_root().join(self.module_in_site())),
        };
        is_extra || is_made
    }

    /// The path that type checkers read in a directory that Python imports from: the stub, or the package around it.
    #[must_use]
    pub fn checked_in_site(&self) -> PathBuf {
        match self.python_source {
            Some(_) => PathBuf::from(self.import_name()),
            None => self.stub_in_site(),
        }
    }

    /// The module that a user imports and stubtest reads: the package, or the extension itself.
    #[must_use]
    pub fn import_name(&self) -> &str {
        self.module.split('.').next().unwrap_or(&self.module)
    }

    /// The shared library in `target`, as Cargo names it.
    #[must_use]
    pub fn built(&self, target: &Path) -> PathBuf {
        use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
        target.join("debug").join(format!("{DLL_PREFIX}{}{DLL_SUFFIX}", self.library))
    }
}

fn table(manifest: &Path) -> Outcome<toml::Table> {
    let text = when(fs::read_to_string(manifest), manifest.display())?;
    when(text.parse(), manifest.display())
}

/// The stubs below `directory` that no project in `projects` has.
///
/// # Errors
///
/// That a directory cannot be read.
pub fn orphans(directory: &Path, projects: &[Project]) -> Outcome<Vec<PathBuf>> {
    let mut stubs = places::files(directory)?;
    stubs.retain(|path| path.extension().is_some_and(|extension| extension == "pyi"));
    stubs.retain(|path| !projects.iter().any(|project| project.owns(path)));
    Ok(stubs)
}
