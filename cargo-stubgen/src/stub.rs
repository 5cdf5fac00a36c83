//! From the options to the text of a stub: find, build, extract, render.

use crate::args::{CommonArgs, Deny};
use crate::artifact::{self, Artifact};
use crate::building::{self, Built, Pyo3, Request};
use crate::error::Error;
use crate::extract::{self, Question};
use crate::find::{self, Extension};
use crate::inspection::{self, Build, Inspection};
use crate::python::{self, Interpreter, Python};
use crate::recording::{self, Parts, Recording};
use crate::reminders::Reminders;
use crate::report::{Report, Sources, counted};
use crate::rules::{ExtensionRule, SearchRule, StubRule};
use crate::survey;
use crate::system::{same_file, shown};
use crate::tree;
use pyo3_stub_gen::facts::{Fact, Facts, Position};
use pyo3_stub_gen::generate::fragments::{Fragments, Joined, join};
use pyo3_stub_gen::generate::model::ModuleInfo;
use pyo3_stub_gen::generate::project::{self, Layout, Project};
use pyo3_stub_gen::generate::rules::ModuleRule;
use pyo3_stub_gen::generate::survey::{self as surveyed, Gaps, Survey, Surveyed, TypeSource, Types};
use pyo3_stub_gen::generate::variants::Target;
use pyo3_stub_gen::generate::{Problem, Severity, Stub, describe_surveyed, render_surveyed, render_variants};
use pyo3_stub_gen::text::path::absolute;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// A stub's text, and where it belongs.
#[derive(Debug)]
pub struct Ready {
    /// The project.
    pub project: Project,
    /// The stub.
    pub stub: Stub,
    /// When the work on it began.
    pub started: Instant,
    /// Whether maturin copies the stub when it installs the extension.
    pub is_installed: bool,
    /// Whether maturin puts the extension into a package of its name.
    pub is_wrapped: bool,
    /// How notes are printed.
    pub reminders: Reminders,
    /// Why the stub on disk is better, if it is.
    poorer: Option<StubRule>,
}

impl Ready {
    /// Fails if the stub on disk has names that this one lacks because Python could not be asked.
    pub fn at_least_as_good(&mut self) -> Result<(), Error> {
        self.poorer.take().map_or(Ok(()), |rule| Err(rule.into()))
    }
}

/// The form in which a stub is made.
#[derive(Debug, Clone, Copy)]
pub enum StubForm<'a> {
    /// The one that the project configures.
    Configured,
    /// A file for each module, below this directory.
    Expanded(&'a Path),
}

impl StubForm<'_> {
    /// Returns `project` with the places of a stub of this form.
    fn of(self, project: &Project) -> Project {
        match self {
            Self::Configured => project.clone(),
            Self::Expanded(directory) => project.clone().expanded(directory),
        }
    }

    /// Fails if a stub of this form would take the place of the stub that type checkers read.
    fn permit(self, project: &Project) -> Result<(), Error> {
        let Self::Expanded(directory) = self else { return Ok(()) };
        let place = |stub: &Path| absolute(stub).parent().and_then(|parent| parent.canonicalize().ok());
        let (stub, expanded) = (&project.stub, self.of(project).stub);
        if place(stub).is_some_and(|directory| place(&expanded) == Some(directory)) {
            let (directory, stub) = (shown(directory).to_owned(), shown(stub).to_owned());
            return Err(StubRule::ExpandedOverStub { directory, stub }.into());
        }
        Ok(())
    }
}

/// A stub to be made.
#[derive(Clone)]
struct Plan {
    /// The crate, unless an artifact is read outside a project.
    extension: Option<Extension>,
    project: Project,
}

/// Makes the stub of each chosen extension, and passes it to `use_stub`.
pub fn each<T>(
    common: &CommonArgs,
    form: StubForm<'_>,
    report: &Report,
    mut use_stub: impl FnMut(Ready) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let plans = plans(common, report)?;
    plans.iter().try_for_each(|plan| form.permit(&plan.project))?;
    plans.into_iter().map(|plan| use_stub(make(plan, common, form, report)?)).collect()
}

fn plans(common: &CommonArgs, report: &Report) -> Result<Vec<Plan>, Error> {
    if let Some(artifact) = common.extract_only()
        && !find::exists(&common.project)?
    {
        return Ok(vec![Plan { extension: None, project: project_of_artifact(artifact, common)? }]);
    }
    let mut extensions = find::extensions(&common.project, &common.build)?;
    if common.project.workspace {
        leave_out_unnamed(&mut extensions, report);
    }
    extensions
        .into_iter()
        .map(|extension| {
            let warnings = extension.pyproject.iter().flat_map(|pyproject| &pyproject.warnings);
            warnings.for_each(|warning| report.problem(warning, &Sources::default()));
            if common.extract_only().is_none() {
                extension.cdylib()?;
            }
            let project = project::resolve(&project::ProjectSources {
                manifest: &extension.manifest,
                pyproject: extension.pyproject.as_ref(),
                module: common.stub.module.as_deref(),
                output: common.stub.output.as_deref(),
            })?;
            Ok(Plan { extension: Some(extension), project })
        })
        .collect()
}

/// Removes the members of a workspace whose Python modules are unknown, unless all are.
fn leave_out_unnamed(extensions: &mut Vec<Extension>, report: &Report) {
    if extensions.iter().all(|extension| extension.pyproject.is_none()) {
        return;
    }
    extensions.retain(|extension| {
        let is_named = extension.pyproject.is_some();
        if !is_named {
            let (package, manifest) =
                (extension.package.name.to_string(), shown(&extension.manifest).to_owned());
            let warning = SearchRule::UnnamedMember { package, manifest }.problem(None);
            report.problem(&warning, &Sources::default());
        }
        is_named
    });
}

/// Returns the project of an artifact that is read outside a project.
fn project_of_artifact(artifact: &Path, common: &CommonArgs) -> Result<Project, Error> {
    let module = common.stub.module.as_deref();
    let module = module.ok_or_else(|| SearchRule::UnnamedArtifact { artifact: artifact.to_owned() })?;
    Ok(project::resolve(&project::ProjectSources {
        manifest: Path::new("Cargo.toml"),
        pyproject: None,
        module: Some(module),
        output: common.stub.output.as_deref(),
    })?)
}

/// The chosen artifact, and how it is loaded.
#[derive(Debug, Clone, Copy)]
struct Choice<'a> {
    artifact: Option<&'a Path>,
    python: Option<&'a Path>,
}

/// Returns the artifacts to read, or one choice without an artifact. Each has the interpreter that was passed for it, or the
/// only one.
fn choices(common: &CommonArgs) -> Result<Vec<Choice<'_>>, Error> {
    let (artifacts, pythons) = (&common.build.artifact, &common.extract.python);
    if pythons.len() > 1 && pythons.len() != artifacts.len() {
        return Err(SearchRule::Interpreters { pythons: pythons.len(), artifacts: artifacts.len() }.into());
    }
    if artifacts.is_empty() {
        return Ok(vec![Choice { artifact: None, python: pythons.first().map(PathBuf::as_path) }]);
    }
    let only = pythons.first().filter(|_| pythons.len() == 1);
    let choice = |(index, artifact)| {
        let python = only.or_else(|| pythons.get(index)).map(PathBuf::as_path);
        Choice { artifact: Some(PathBuf::as_path(artifact)), python }
    };
    Ok(artifacts.iter().enumerate().map(choice).collect())
}

fn make(plan: Plan, common: &CommonArgs, form: StubForm<'_>, report: &Report) -> Result<Ready, Error> {
    let choices = choices(common)?;
    if choices.len() > 1 {
        return make_of_several(&plan, &choices, common, form, report);
    }
    let choice = choices.first().copied().unwrap_or(Choice { artifact: None, python: None });
    let opened = open(plan, choice, common, report)?;
    // It is not freed, because the process ends soon and freeing it takes as long as reading it.
    let (surveyed, warning) = opened.known(report);
    let project = &form.of(&opened.project);
    let sources = opened.sources();
    let surveyed = match surveyed {
        Ok(surveyed) => ManuallyDrop::new(surveyed),
        Err(error) => {
            warning.iter().for_each(|warning| report.problem(&warning.problem(), &sources));
            return Err(error);
        }
    };
    let stub =
        rendered(&surveyed, warning.as_ref().map(NotImported::problem), project, common, report, &sources)?;
    let poorer = warning.and_then(|warning| warning.poorer(project, &stub));
    surveyed.unannotated.iter().for_each(|name| report.detail("Unannotated", name));
    let project = project.clone();
    Ok(ready(&opened, project, stub, poorer, form, report))
}

/// Makes one stub of several artifacts, in which what differs has conditions.
fn make_of_several(
    plan: &Plan,
    choices: &[Choice<'_>],
    common: &CommonArgs,
    form: StubForm<'_>,
    report: &Report,
) -> Result<Ready, Error> {
    let mut all = Vec::new();
    for choice in choices {
        let opened = open(plan.clone(), *choice, common, report)?;
        let (surveyed, warning) = opened.known(report);
        if let Some(warning) = warning {
            let mut problem = warning.problem();
            problem.severity = Severity::Error;
            report.problem(&problem, &opened.sources());
            let module = opened.project.module.clone();
            return Err(StubRule::NotWritten { module, count: counted(1, "error") }.into());
        }
        all.push((opened.target()?, surveyed?, opened));
    }
    let variants: Vec<_> = all.iter().map(|(target, surveyed, _)| (target.clone(), surveyed)).collect();
    let project = form.of(&plan.project);
    let rendered = render_variants(&variants, &project.module, &project.config);
    let Some((_, _, opened)) = all.first() else { return Err(SearchRule::NoExtension.into()) };
    let stub = judged(rendered, None, &project, common, report, &opened.sources())?;
    for name in all.iter().flat_map(|(_, surveyed, _)| &surveyed.unannotated).collect::<BTreeSet<_>>() {
        report.detail("Unannotated", name);
    }
    Ok(ready(opened, project, stub, None, form, report))
}

/// Returns the stub of `opened`, after the warnings about its place.
fn ready(
    opened: &Opened<'_>,
    project: Project,
    stub: Stub,
    poorer: Option<StubRule>,
    form: StubForm<'_>,
    report: &Report,
) -> Ready {
    let sources = opened.sources();
    if let Some(package) = project.shadowed_by(&stub) {
        report.problem(&shadowed(&project.stub, &package), &sources);
    }
    if matches!(form, StubForm::Configured) {
        warn_of_earlier_stubs(&project, report);
    }
    if let (StubForm::Configured, Some(warning)) = (form, opened.lost_in_sdist()) {
        report.problem(&warning, &sources);
    }
    let pyproject = opened.extension.as_ref().and_then(|extension| extension.pyproject.as_ref());
    let is_installed =
        project.layout == Layout::Pure && pyproject.is_some_and(|pyproject| pyproject.uses_maturin);
    let is_wrapped = opened.is_wrapped();
    let (reminders, started) = (opened.reminders(), opened.started);
    Ready { project, stub, started, is_installed, is_wrapped, reminders, poorer }
}

/// Warns of stubs that an earlier version generated for the packages around the extension.
pub fn warn_of_earlier_stubs(project: &Project, report: &Report) {
    for path in project.earlier_stubs() {
        let source = Some(path.with_extension("py")).filter(|source| source.is_file());
        let (path, source) = (shown(&path).to_owned(), source.map(|source| shown(&source).to_owned()));
        report.problem(&StubRule::EarlierStub { path, source }.problem(None), &Sources::default());
    }
}

/// Returns the warning that type checkers will not read `stub`.
fn shadowed(stub: &Path, package: &Path) -> Problem {
    StubRule::Shadowed { stub: shown(stub).to_owned(), package: shown(package).to_owned() }.problem(None)
}

/// Returns where the search for an interpreter starts: beside the project, or here.
fn search_start(extension: Option<&Extension>) -> PathBuf {
    let beside = extension.and_then(|extension| match &extension.pyproject {
        Some(pyproject) => Some(absolute(pyproject.directory())),
        None => extension.manifest.parent().map(Path::to_owned),
    });
    beside.or_else(|| std::env::current_dir().ok()).unwrap_or_default()
}

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
    common: &'a CommonArgs,
    /// The settings of the build, unless an artifact is read.
    built: Option<(Python, Option<Pyo3>)>,
}

/// The stub that would be written for an extension.
#[derive(Debug)]
pub struct Described {
    /// The stub.
    pub stub: Stub,
    /// The tree of modules in it.
    pub tree: ModuleInfo,
    /// The dotted names that no annotation describes and that lack types.
    pub unannotated: Vec<String>,
    /// The dotted names that Python has and `skip` leaves out.
    pub skipped: Vec<String>,
    /// The sources of the types of names that are not annotated, by dotted names.
    pub sources: BTreeMap<String, TypeSource>,
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
fn open<'a>(
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

/// Why Python could not be asked what an extension has.
struct NotImported {
    module: String,
    reason: String,
    remedy: Option<String>,
}

impl NotImported {
    fn problem(&self) -> Problem {
        let Self { module, reason, remedy } = self;
        let (module, reason, remedy) = (module.clone(), reason.clone(), remedy.clone());
        StubRule::NotImported { module, reason, remedy }.problem(None)
    }

    /// Returns why the stub on disk is better than `stub`, if it is.
    fn poorer(self, project: &Project, stub: &Stub) -> Option<StubRule> {
        let names = tree::lost(project, stub);
        let Self { reason, remedy, .. } = self;
        let stub = shown(&project.stub_on_disk()).to_owned();
        (!names.is_empty()).then_some(StubRule::Poorer { stub, names, reason, remedy })
    }
}

impl Opened<'_> {
    /// Returns what the extension has registered, with what Python shows of it, and the warning that Python could not be
    /// asked.
    fn known(&self, report: &Report) -> (Result<Surveyed, Error>, Option<NotImported>) {
        let packages = self.python_paths();
        let question = self.question(&packages);
        if !self.imports {
            let note = format!(
                "`{}` is not imported, so the stub declares annotated items only, in the modules that their \
                 annotations state",
                self.project.module
            );
            self.reminders().remind(&note, report);
            return (extract::facts(&question).and_then(annotated).map(Surveyed::from), None);
        }
        if let Some(recording) = &self.recording {
            let facts = recording.facts.clone().unwrap_or_else(no_facts);
            return (Ok(self.surveyed(facts, &recording.survey, report)), None);
        }
        let ask = || survey::survey(&question, self.is_wrapped());
        let (facts, survey) = thread::scope(|scope| {
            let survey = thread::Builder::new().spawn_scoped(scope, ask).ok();
            let facts = extract::facts(&question);
            (facts, survey.and_then(|thread| thread.join().ok()).unwrap_or_else(ask))
        });
        match survey {
            Ok(survey) => {
                let facts =
                    facts.or_else(|error| if is_not_linked(&error) { Ok(no_facts()) } else { Err(error) });
                (facts.map(|facts| self.surveyed(facts, &survey, report)), None)
            }
            Err(error) => {
                let module = self.project.module.clone();
                let (reason, remedy) = (error.to_string(), error.to_problem().help);
                let warning = NotImported { module, reason, remedy };
                let facts = facts.and_then(annotated);
                // Anything else went wrong before Python could import it.
                let counts = facts.as_ref().err().is_none_or(has_no_facts);
                (facts.map(Surveyed::from), Some(warning).filter(|_| counts))
            }
        }
    }

    /// Returns the platform and the version of Python.
    pub fn target(&self) -> Result<Target, Error> {
        match &self.recording {
            Some(recording) => Ok(recording.target.clone()),
            None => self.python.target(self.limit),
        }
    }

    /// Records what the extension is on this platform, and returns the platform.
    pub fn record(&self, directory: &Path) -> Result<Target, Error> {
        let packages = self.python_paths();
        let question = self.question(&packages);
        let survey = survey::answer(&question, self.is_wrapped())?;
        let facts = match extract::facts(&question) {
            Ok(facts) => Some(facts),
            Err(error) if is_not_linked(&error) => None,
            Err(error) => return Err(error),
        };
        let target = self.target()?;
        let parts = Parts { target: &target, library: &self.library, facts: facts.as_ref(), survey: &survey };
        recording::write(directory, &parts)?;
        Ok(target)
    }

    /// Returns what a script is asked about.
    fn question<'q>(&'q self, packages: &'q [PathBuf]) -> Question<'q> {
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
    fn reminders(&self) -> Reminders {
        let chosen = self.common.build.target_dir.clone();
        let target = || self.extension.as_ref().map(|extension| extension.target_directory.clone());
        Reminders::new(self.project.config.notes, chosen.or_else(target))
    }

    /// Returns the warning that a source distribution loses the stub, if it does. maturin moves the `pyproject.toml` of a
    /// workspace member to the root of the distribution, and leaves the stub in the directory of the crate.
    fn lost_in_sdist(&self) -> Option<Problem> {
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

    /// Returns `facts`, corrected and completed by what Python shows, and by the types that PyO3 knows.
    fn surveyed(&self, facts: Facts, survey: &Survey, report: &Report) -> Surveyed {
        let module = self.project.module.as_str();
        let library = self.library.file_name().unwrap_or(self.library.as_os_str());
        let inspection = self.inspection();
        let (fragments, joined) = (OnceCell::new(), OnceCell::<Joined<'_>>::new());
        let types = |gaps: &Gaps<'_>| -> Option<&dyn Types> {
            let found: &Option<Fragments> =
                fragments.get_or_init(|| inspection.as_ref()?.fragments(gaps, report));
            let found = found.as_ref()?;
            Some(joined.get_or_init(|| {
                let mut joined = join(found, survey, module);
                joined.reveal_hidden(survey);
                joined
            }))
        };
        let question = surveyed::Question {
            module,
            config: &self.project.config,
            library: Position { file: library.to_string_lossy().into_owned(), line: 0, column: 0 },
            is_foreign: &|position| is_foreign(Path::new(&position.file), self.extension.as_ref()),
            types: &types,
        };
        let mut surveyed = surveyed::apply(facts, survey, &question);
        surveyed.problems.extend(joined.get().iter().flat_map(|joined| joined.problems.clone()));
        surveyed
    }

    /// Returns what PyO3 can be asked about, if it is in the extension.
    fn inspection(&self) -> Option<Inspection<'_>> {
        let build = match (&self.built, &self.extension) {
            (None, _) => None,
            (Some((python, Some(pyo3))), Some(extension)) => {
                let (module, build) = (self.project.module.as_str(), &self.common.build);
                let request = Request { extension, module, python, build, report: &self.common.report };
                Some(Build { request, pyo3 })
            }
            (Some(_), _) => return None,
        };
        let when = inspection::when(self.common.build.inspect, self.project.config.inspect);
        Some(Inspection { when, library: &self.library, build })
    }

    /// Returns what would be written, or nothing if there is nothing that this version can describe.
    pub fn described(&self, report: &Report) -> Result<Option<Described>, Error> {
        let Project { module, config, .. } = &self.project;
        // A test imports the extension itself, and reports if that fails.
        match self.known(report).0 {
            Ok(surveyed) => {
                let stub = render_surveyed(&surveyed, module, config).ok();
                let both = stub.zip(describe_surveyed(&surveyed, module, config).ok());
                Ok(both.map(|(stub, tree)| {
                    let Surveyed { unannotated, skipped, sources, .. } = surveyed;
                    Described { stub, tree, unannotated, skipped, sources }
                }))
            }
            Err(error) if has_no_facts(&error) => Ok(None),
            Err(error) => Err(error),
        }
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

/// Returns the facts if they describe anything.
fn annotated(facts: Facts) -> Result<Facts, Error> {
    let is_item = |fact: &Fact| !matches!(fact, Fact::Warning(_) | Fact::Skipped(_));
    if facts.facts.iter().any(is_item) { Ok(facts) } else { Err(ModuleRule::NothingAnnotated.into()) }
}

/// Returns the facts of an extension that does not use the library.
fn no_facts() -> Facts {
    Facts { library_version: String::new(), facts: Vec::new() }
}

/// Whether an extension has no facts because it does not use the library.
fn is_not_linked(error: &Error) -> bool {
    matches!(error, Error::Extension { rule, .. } if matches!(**rule, ExtensionRule::NotLinked { .. }))
}

/// Whether the Rust file `file` belongs to a package outside the workspace of `extension`, or to another extension in it.
///
/// Cargo gives the compiler relative paths for packages below the root of the workspace, and absolute ones for others.
fn is_foreign(file: &Path, extension: Option<&Extension>) -> bool {
    let Some(Extension { workspace_root, members, .. }) = extension else { return file.is_absolute() };
    let path = workspace_root.join(file);
    match path.ancestors().skip(1).find(|directory| directory.join("Cargo.toml").is_file()) {
        Some(package) => !members.iter().any(|it| it == package),
        None => file.is_absolute(),
    }
}

/// Whether an extension can be tested although it does not have facts that this version reads.
fn has_no_facts(error: &Error) -> bool {
    match error {
        Error::Module(rule) => matches!(rule, ModuleRule::NothingAnnotated),
        Error::Extension { rule, .. } => matches!(
            **rule,
            ExtensionRule::NotLinked { .. } | ExtensionRule::Format { .. } | ExtensionRule::Damaged { .. }
        ),
        Error::Search(_)
        | Error::Python(_)
        | Error::Build(_)
        | Error::Stub(_)
        | Error::Trace(_)
        | Error::Project(_)
        | Error::Output(_) => false,
    }
}

/// Returns the stub. What the generator reports is shown, with the warning about the facts. Errors among it are an
/// error.
fn rendered(
    surveyed: &Surveyed,
    warning: Option<Problem>,
    project: &Project,
    common: &CommonArgs,
    report: &Report,
    sources: &Sources,
) -> Result<Stub, Error> {
    let rendered = render_surveyed(surveyed, &project.module, &project.config);
    judged(rendered, warning, project, common, report, sources)
}

/// Reports what the generator has found, and returns the stub unless one is an error.
fn judged(
    rendered: Result<Stub, Vec<Problem>>,
    warning: Option<Problem>,
    project: &Project,
    common: &CommonArgs,
    report: &Report,
    sources: &Sources,
) -> Result<Stub, Error> {
    let (stub, mut problems) = match rendered {
        Ok(mut stub) => {
            let mut problems = std::mem::take(&mut stub.warnings);
            problems.extend(project.misplaced(&stub));
            problems.extend(project.lost_exports(&stub));
            (Some(stub), problems)
        }
        Err(problems) => (None, problems),
    };
    problems.extend(warning);
    if common.report.deny.contains(&Deny::Incomplete) {
        let incomplete = problems.iter_mut().filter(|problem| problem.incomplete);
        incomplete.for_each(|problem| problem.severity = Severity::Error);
    }
    problems.sort_by(by_place);
    problems.dedup();
    problems.iter().for_each(|problem| report.problem(problem, sources));
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    match stub {
        Some(stub) if errors == 0 => Ok(stub),
        _ => {
            let (module, count) = (project.module.clone(), counted(errors, "error"));
            Err(StubRule::NotWritten { module, count }.into())
        }
    }
}

/// Warnings come first, so that a user sees the errors at the end, and then the order is by place.
fn by_place(a: &Problem, b: &Problem) -> std::cmp::Ordering {
    let key = |problem: &Problem| (problem.severity, problem.position.clone(), problem.message.clone());
    key(a).cmp(&key(b))
}
