//! What is known about an extension: what it has registered, what Python shows, and what PyO3 describes.

use super::facts::{has_no_facts, is_not_linked, no_facts};
use super::opened::Opened;
use crate::building::Request;
use crate::error::Error;
use crate::extract;
use crate::find::Extension;
use crate::inspection::{self, Build, Inspection};
use crate::report::Report;
use crate::rules::StubRule;
use crate::survey;
use crate::system::shown;
use crate::tree;
use pyo3_stub_gen::facts::{Fact, Facts, Position};
use pyo3_stub_gen::generate::fragments::{Fragments, Joined, join};
use pyo3_stub_gen::generate::project::Project;
use pyo3_stub_gen::generate::rules::ModuleRule;
use pyo3_stub_gen::generate::survey::{self as surveyed, Gaps, Survey, Surveyed, Types};
use pyo3_stub_gen::generate::{Problem, Stub};
use std::cell::OnceCell;
use std::path::Path;
use std::thread;

/// Why Python could not be asked what an extension has.
pub(super) struct NotImported {
    module: String,
    reason: String,
    remedy: Option<String>,
}

impl NotImported {
    /// Returns the warning.
    pub fn problem(&self) -> Problem {
        let Self { module, reason, remedy } = self;
        let (module, reason, remedy) = (module.clone(), reason.clone(), remedy.clone());
        StubRule::NotImported { module, reason, remedy }.problem(None)
    }

    /// Returns the error about an extension without annotated items.
    pub fn without_annotations(self) -> StubRule {
        let Self { module, reason, remedy } = self;
        StubRule::NotDescribed { module, reason, remedy }
    }

    /// Returns why the stub on disk is better than `stub`, if it is.
    pub fn poorer(self, project: &Project, stub: &Stub) -> Option<StubRule> {
        let names = tree::lost(project, stub);
        let Self { reason, remedy, .. } = self;
        let stub = shown(&project.stub_on_disk()).to_owned();
        (!names.is_empty()).then_some(StubRule::Poorer { stub, names, reason, remedy })
    }
}

impl Opened<'_> {
    /// Returns what the extension has registered, with what Python shows of it, and the warning that Python could not be
    /// asked.
    pub(super) fn known(&self, report: &Report) -> (Result<Surveyed, Error>, Option<NotImported>) {
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
}

/// Returns the facts if they describe anything.
fn annotated(facts: Facts) -> Result<Facts, Error> {
    let is_item = |fact: &Fact| !matches!(fact, Fact::Warning(_) | Fact::Skipped(_));
    if facts.facts.iter().any(is_item) { Ok(facts) } else { Err(ModuleRule::NothingAnnotated.into()) }
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
