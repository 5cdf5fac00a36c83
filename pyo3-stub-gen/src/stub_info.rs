//! Generates a stub in a program of the user's own: [`StubInfo`].
//!
//! `cargo stubgen` does not use this module. It reads the facts of a built extension.

use crate::compat::stub_gen_config::StubGenConfig;
use crate::facts::{DecodeError, Facts, decode};
use crate::generate::modules::{modules, only};
use crate::generate::output::{OutputError, Replace};
use crate::generate::project::{self, Layout, Project, ProjectError, ProjectSources, Pyproject};
use crate::generate::rules::ModuleRule;
use crate::generate::{Config, Module, Problem, Severity, render};
use crate::interpreter;
use crate::registration::bytes::{self, RecordError};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// The result of the functions of [`StubInfo`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why no stub was written.
///
/// Its [`Debug`] form is its [`Display`](fmt::Display) form, so that a `main` that returns it prints
/// something readable.
#[derive(thiserror::Error)]
pub enum Error {
    /// The project's files do not determine where the stub belongs.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// A registered type or default value panicked, or a registration cannot be read.
    #[error("{0}")]
    Record(String),
    /// The registered items cannot be turned into a stub.
    #[error("{}", list(.0))]
    Problems(Vec<Problem>),
    /// The file cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A file operation of the calling program failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<RecordError> for Error {
    fn from(error: RecordError) -> Self {
        Self::Record(error.to_string())
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::Record(error.to_string())
    }
}

/// Returns the items that are registered in this process.
fn registered() -> Result<Facts> {
    interpreter::start();
    Ok(decode(&bytes::bytes()?)?)
}

fn list(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n\n")
}

/// The stub of the extension module that is linked into this program.
///
/// # Example
///
/// ```no_run
/// # fn main() -> pyo3_stub_gen::Result<()> {
/// let stub = pyo3_stub_gen::StubInfo::from_pyproject_toml("pyproject.toml")?;
/// stub.generate()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct StubInfo {
    /// The modules that something is registered for, by their dotted names: the extension module, its submodules and their
    /// parents, packages around it that re-export something, and modules of other packages that a linked crate is for.
    ///
    /// A module that a program removes is not written: neither its items nor, for a package around the extension, its
    /// `__init__.py`. Its submodules stay, and must be removed separately. A type of a removed submodule is `Any`, with
    /// a warning, and a type of another package is imported. Modules cannot be added.
    pub modules: BTreeMap<String, Module>,
    /// The directory that holds the Python package in a mixed layout, and the stub in a Rust-only one.
    ///
    /// A program that sets another writes the same files below that. The package's own directory means the
    /// same as the one that holds it.
    pub python_root: PathBuf,
    /// The configuration in `[tool.pyo3-stub-gen]`, which a program may change.
    pub config: Config,
    /// The name of the project, for a program's messages: `[project] name`, or else the module's name up to the first
    /// dot.
    pub project_name: String,
    project: Project,
    facts: Facts,
}

impl StubInfo {
    fn new(project: Project, name: Option<String>, facts: Facts) -> Self {
        let top = project.module.split('.').next().unwrap_or_default();
        Self {
            modules: modules(&facts, &project.module),
            python_root: project.python_root(),
            config: project.config.clone(),
            project_name: name.unwrap_or_else(|| top.to_owned()),
            project,
            facts,
        }
    }

    /// The stub of the project that `path`, a `pyproject.toml`, describes.
    ///
    /// # Errors
    ///
    /// [`Error::Project`] when the file cannot be read or does not say which module it is, and
    /// [`Error::Record`] when a registered type or default value panics.
    pub fn from_pyproject_toml(path: impl AsRef<Path>) -> Result<Self> {
        let pyproject = Pyproject::read(path.as_ref())?;
        let manifest = project::manifest_of(&pyproject);
        let sources =
            ProjectSources { manifest: &manifest, pyproject: Some(&pyproject), module: None, output: None };
        Ok(Self::new(project::resolve(&sources)?, pyproject.name.clone(), registered()?))
    }

    /// The stub of the module `module`, without a `pyproject.toml`. In mixed layout `root` is the
    /// directory that holds the Python packages; otherwise the stub is put into it. What `config` does not have is set in the
    /// field [`config`](Self::config).
    ///
    /// # Errors
    ///
    /// [`Error::Record`] when a registered type or default value panics.
    pub fn from_project_root(
        module: String,
        root: PathBuf,
        is_mixed_layout: bool,
        config: StubGenConfig,
    ) -> Result<Self> {
        let parts: Vec<&str> = module.split('.').collect();
        let (name, parents) = parts.split_last().unwrap_or((&"", &[]));
        let layout = if is_mixed_layout { Layout::Mixed } else { Layout::Pure };
        let (directory, package) = match layout {
            Layout::Pure => (root, None),
            Layout::Mixed => {
                let package = parents.first().map(|first| root.join(first));
                (parents.iter().fold(root, |path, part| path.join(part)), package)
            }
        };
        let stub = directory.join(format!("{name}.pyi"));
        Ok(Self::new(
            Project { layout, stub, package, boundary: None, config: config.into(), module },
            None,
            registered()?,
        ))
    }

    /// Writes the stub when it changed, and what belongs to it: in a mixed layout the `py.typed` marker, the
    /// `__init__.py` files that `generate-init-py` asks for, and the files of importable submodules.
    /// Warnings and notes go to standard error.
    ///
    /// # Errors
    ///
    /// [`Error::Problems`] when the registered items cannot be turned into a stub, or [`modules`](Self::modules) has an
    /// entry that is not the module of its name, and [`Error::Output`] when the file cannot be written or was written
    /// by hand.
    pub fn generate(&self) -> Result<()> {
        let project = Project { config: self.config.clone(), ..self.project.moved_to(&self.python_root) };
        let facts = self.chosen(&project.module)?;
        let stub = render(&facts, &project.module, &project.config).map_err(errors)?;
        let misplaced = project.misplaced(&stub);
        if misplaced.iter().any(|problem| problem.severity == Severity::Error) {
            return Err(errors(misplaced));
        }
        for warning in stub.warnings.iter().chain(&misplaced).chain(&project.lost_exports(&stub)) {
            eprintln!("{warning}");
        }
        for note in &stub.notes {
            eprintln!("note: {note}");
        }
        project.write(&stub, Replace::Generated)?;
        Ok(())
    }

    /// Returns the facts of the remaining modules. Removed modules of the extension are reported on standard error,
    /// because the stub lacks their items.
    fn chosen(&self, extension: &str) -> Result<Facts> {
        let registered = modules(&self.facts, extension);
        let is_wrong =
            |(name, module): &(&String, &Module)| **name != module.name || !registered.contains_key(*name);
        let wrong: Vec<Problem> =
            self.modules.iter().filter(is_wrong).map(|(name, _)| unregistered(name)).collect();
        if !wrong.is_empty() {
            return Err(Error::Problems(wrong));
        }
        for module in registered.values().filter(|module| !self.modules.contains_key(&module.name)) {
            if module.is_in(extension) && !module.is_empty() {
                eprintln!(
                    "note: `{}` was removed from `StubInfo::modules`, so its items are left out",
                    module.name
                );
            }
        }
        Ok(only(&self.facts, extension, &|name| self.modules.contains_key(name)))
    }
}

/// Returns the problem of an entry that is not the module of its name.
fn unregistered(name: &str) -> Problem {
    ModuleRule::UnregisteredModule { name: name.to_owned() }.problem(None)
}

/// The errors among `problems`.
fn errors(problems: Vec<Problem>) -> Error {
    Error::Problems(problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect())
}
