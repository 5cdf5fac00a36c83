//! A stub that is made: from an extension, or from several artifacts of it.

use super::earlier::warn_of_earlier_stubs;
use super::facts::is_not_annotated;
use super::form::StubForm;
use super::judged::judged;
use super::known::NotImported;
use super::opened::{Opened, open};
use super::own_conversions::own_conversions;
use super::plan::{Choice, Plan, choices, plans};
use crate::args::CommonArgs;
use crate::error::Error;
use crate::reminders::Reminders;
use crate::report::{Report, counted};
use crate::rules::{SearchRule, StubRule};
use crate::system::shown;
use pyo3_stub_gen::generate::project::{Layout, Project};
use pyo3_stub_gen::generate::{Problem, Severity, Stub, render_surveyed, render_variants};
use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::time::Instant;

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

/// Makes the stub of `plan`.
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
            return Err(match warning {
                Some(warning) if is_not_annotated(&error) => warning.without_annotations().into(),
                warning => {
                    warning.iter().for_each(|warning| report.problem(&warning.problem(), &sources));
                    error
                }
            });
        }
    };
    let rendered = render_surveyed(&surveyed, &project.module, &project.config);
    let mut told = own_conversions(&surveyed.facts, &sources);
    told.extend(warning.as_ref().map(NotImported::problem));
    let stub = judged(rendered, told, project, common, report, &sources)?;
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
    let stub = judged(rendered, Vec::new(), &project, common, report, &opened.sources())?;
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

/// Returns the warning that type checkers will not read `stub`.
fn shadowed(stub: &Path, package: &Path) -> Problem {
    StubRule::Shadowed { stub: shown(stub).to_owned(), package: shown(package).to_owned() }.problem(None)
}
