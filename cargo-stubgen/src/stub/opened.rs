//! An extension that can be loaded: a library that was built, unpacked or recorded, and its interpreter.

use super::plan::{Choice, Plan, choices, plans};
use crate::args::CommonArgs;
use crate::artifact::{self, Artifact};
use crate::building::{self, Built, Pyo3, Request};
use crate::error::Error;
use crate::extract::Question;
use crate::find::Extension;
use crate::python::{self, Interpreter, Python};
use crate::recording::{self, Recording};
use crate::reminders::Reminders;
use crate::report::{Report, Sources};
use crate::rules::{SearchRule, StubRule};
use crate::system::{same_file, shown};
use pyo3_stub_gen::generate::Problem;
use pyo3_stub_gen::generate::project::{Layout, Project};
use pyo3_stub_gen::generate::variants::Target;
use pyo3_stub_gen::text::path::absolute;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A project whose extension can be loaded.
#[derive(Debug)]
pub struct Opened<'a> {
    /// The project.
    pub project: Project,
    /// The interpreter.
    pub python: Interpreter,
    /// The shared library.
    pub library: PathBuf,
    /// The directories of libraries that it may need.
    pub search_path: Vec<PathBuf>,
    /// The crate, unless an artifact is read outside a project.
    pub extension: Option<Extension>,
    /// When the work on it began.
    pub started: Instant,
    /// The longest that loading it may take.
    pub limit: Duration,
    /// The artifact, which keeps an unpacked wheel on disk.
    pub artifact: Option<Artifact>,
    /// The recording of another platform, if it is one.
    pub recording: Option<Recording>,
    /// Whether Python imports it, so that it can be asked.
    pub imports: bool,
    /// The options.
    pub(super) common: &'a CommonArgs,
    /// The settings of the build, unless an artifact is read.
    pub(super) built: Option<(Python, Option<Pyo3>)>,
}

/// Opens each chosen extension, and passes it to `use_opened`.
pub fn each_opened<'a, T>(
    common: &'a CommonArgs,
    report: &Report,
    mut use_opened: impl FnMut(Opened<'a>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let choices = choices(common)?;
    let mut used = Vec::new();
    for plan in plans(common, report)? {
        for choice in &choices {
            used.push(use_opened(open(plan.clone(), *choice, common, report)?)?);
        }
    }
    Ok(used)
}

/// Opens the artifact, or builds one.
pub(super) fn open<'a>(
    plan: Plan,
    choice: Choice<'_>,
    common: &'a CommonArgs,
    report: &Report,
) -> Result<Opened<'a>, Error> {
    let Plan { extension, project } = plan;
    let started = Instant::now();
    let (option, start) = (choice.python, search_start(extension.as_ref()));
    let limit = Duration::from_secs(common.extract.timeout);
    let recording = match choice.artifact {
        Some(path) if recording::is_recording(path) => Some(recording::read(path)?),
        Some(_) | None => None,
    };
    let (python, library, search_path, artifact, built) = match (choice.artifact, &extension) {
        (Some(_), _) if let Some(recording) = &recording => {
            let python = Interpreter::pick(option, &start, limit)?;
            (python, recording.library.clone(), Vec::new(), None, None)
        }
        (Some(path), _) => {
            let named = option.is_none().then(|| artifact::interpreter(path)).flatten();
            let python = Interpreter::pick(option.or(named.as_deref()), &start, limit)?;
            report.detail("Using", python.path.display());
            let artifact = artifact::open(path, &python, limit)?;
            (python, artifact.library.clone(), Vec::new(), Some(artifact), None)
        }
        (None, Some(extension)) => {
            let (interpreter, python) = python::pick(option, &start, limit)?;
            report.detail("Using", format_args!("{} ({})", python.path.display(), python.signature()));
            let (module, build) = (project.module.as_str(), &common.build);
            let request = Request { extension, module, python: &python, build, report: &common.report };
            let built = building::build(&request)?;
            report.detail("Reading", built.library.display());
            let Built { library, search_path, pyo3 } = built;
            (interpreter, library, search_path, None, Some((python, pyo3)))
        }
        (None, None) => return Err(SearchRule::NoExtension.into()),
    };
    let imports = project.config.import && !common.extract.no_import;
    Ok(Opened {
        project,
        python,
        library,
        search_path,
        extension,
        started,
        limit,
        artifact,
        recording,
        imports,
        common,
        built,
    })
}

/// Returns where the search for an interpreter starts: beside the project, or here.
fn search_start(extension: Option<&Extension>) -> PathBuf {
    let beside = extension.and_then(|extension| match &extension.pyproject {
        Some(pyproject) => Some(absolute(pyproject.directory())),
        None => extension.manifest.parent().map(Path::to_owned),
    });
    beside.or_else(|| std::env::current_dir().ok()).unwrap_or_default()
}

impl Opened<'_> {
    /// Returns the platform and the version of Python.
    pub fn target(&self) -> Result<Target, Error> {
        match &self.recording {
            Some(recording) => Ok(recording.target.clone()),
            None => self.python.target(self.limit),
        }
    }

    /// Returns what a script is asked about.
    pub(super) fn question<'q>(&'q self, packages: &'q [PathBuf]) -> Question<'q> {
        Question {
            library: &self.library,
            module: &self.project.module,
            search_path: &self.search_path,
            packages,
            python: &self.python,
            limit: self.limit,
        }
    }

    /// Returns how notes are printed.
    pub(super) fn reminders(&self) -> Reminders {
        let chosen = self.common.build.target_dir.clone();
        let target = || self.extension.as_ref().map(|extension| extension.target_directory.clone());
        Reminders::new(self.project.config.notes, chosen.or_else(target))
    }

    /// Returns the warning that a source distribution loses the stub, if it does. maturin moves the `pyproject.toml` of a
    /// workspace member to the root of the distribution, and leaves the stub in the directory of the crate.
    pub(super) fn lost_in_sdist(&self) -> Option<Problem> {
        let extension = self.extension.as_ref()?;
        let pyproject = extension.pyproject.as_ref().filter(|pyproject| pyproject.uses_maturin)?;
        let is_member =
            extension.manifest.parent().is_some_and(|it| !same_file(it, &extension.workspace_root));
        let stub = self.project.stub.file_name()?.to_string_lossy().into_owned();
        let is_lost = self.project.layout == Layout::Pure && is_member && !pyproject.maturin.includes(&stub);
        let pyproject = shown(&pyproject.path).to_owned();
        is_lost.then(|| StubRule::LostInSdist { stub, pyproject }.problem(None))
    }

    /// Whether maturin puts the extension into a package of its name, which imports what the extension exports.
    pub fn is_wrapped(&self) -> bool {
        let pyproject = self.extension.as_ref().and_then(|extension| extension.pyproject.as_ref());
        self.project.layout == Layout::Pure
            && !self.project.module.contains('.')
            && pyproject.is_some_and(|pyproject| pyproject.uses_maturin)
    }

    /// Returns the dotted name under which Python imports the library. In a wheel, it is where the library is.
    pub fn imported_name(&self) -> String {
        let module = &self.project.module;
        let unpacked = self.artifact.as_ref().and_then(Artifact::unpacked);
        let Some(place) = unpacked.and_then(|root| self.library.strip_prefix(root).ok()) else {
            return if self.is_wrapped() { format!("{module}.{module}") } else { module.clone() };
        };
        let parts = place.iter().map(|part| part.to_string_lossy());
        parts.map(|part| part.split('.').next().unwrap_or_default().to_owned()).collect::<Vec<_>>().join(".")
    }

    /// Returns the directory of the Python packages around the extension, if there are any.
    pub fn python_paths(&self) -> Vec<PathBuf> {
        let unpacked = self.artifact.as_ref().and_then(|artifact| artifact.unpacked()).map(Path::to_owned);
        let source = || self.project.package.as_deref().and_then(Path::parent).map(absolute);
        unpacked.or_else(source).into_iter().collect()
    }

    /// Returns the directories of the project's Rust files.
    pub fn sources(&self) -> Sources {
        let roots = self.extension.iter().flat_map(|extension| {
            [Some(extension.workspace_root.clone()), extension.manifest.parent().map(Path::to_owned)]
        });
        Sources { roots: roots.flatten().chain([PathBuf::new()]).collect() }
    }
}
