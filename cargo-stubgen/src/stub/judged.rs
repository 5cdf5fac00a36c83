//! What the generator has found in an extension, and whether its stub may be written.

use crate::args::{CommonArgs, Deny};
use crate::error::Error;
use crate::report::{Report, Sources, counted};
use crate::rules::StubRule;
use pyo3_stub_gen::generate::project::Project;
use pyo3_stub_gen::generate::{Problem, Severity, Stub};

/// Reports what the generator has found, with the warnings of the command, and returns the stub unless one is an error.
pub(super) fn judged(
    rendered: Result<Stub, Vec<Problem>>,
    warnings: Vec<Problem>,
    project: &Project,
    common: &CommonArgs,
    report: &Report,
    sources: &Sources,
) -> Result<Stub, Error> {
    let (stub, problems) = gathered(rendered, warnings, project, common);
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

/// Returns the stub if there is one, and everything that the generator has found, with the warnings of the command.
pub(super) fn gathered(
    rendered: Result<Stub, Vec<Problem>>,
    warnings: Vec<Problem>,
    project: &Project,
    common: &CommonArgs,
) -> (Option<Stub>, Vec<Problem>) {
    let (stub, mut problems) = match rendered {
        Ok(mut stub) => {
            let mut problems = std::mem::take(&mut stub.warnings);
            problems.extend(project.misplaced(&stub));
            problems.extend(project.lost_exports(&stub));
            (Some(stub), problems)
        }
        Err(problems) => (None, problems),
    };
    problems.extend(warnings);
    if common.report.deny.contains(&Deny::Incomplete) {
        let incomplete = problems.iter_mut().filter(|problem| problem.incomplete);
        incomplete.for_each(|problem| problem.severity = Severity::Error);
    }
    problems.sort_by(by_place);
    problems.dedup();
    (stub, problems)
}

/// Warnings come first, so that a user sees the errors at the end, and then the order is by place.
fn by_place(a: &Problem, b: &Problem) -> std::cmp::Ordering {
    let key = |problem: &Problem| (problem.severity, problem.position.clone(), problem.message.clone());
    key(a).cmp(&key(b))
}
