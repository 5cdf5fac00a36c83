//! What is wrong in an extension and its project, without a stub being written.

use super::earlier::earlier_stubs;
use super::judged::gathered;
use super::known::NotImported;
use super::opened::{Opened, each_opened};
use super::own_conversions::own_conversions;
use crate::args::CommonArgs;
use crate::error::Error;
use crate::report::{Report, Sources};
use pyo3_stub_gen::generate::{Problem, render_surveyed};

/// What is wrong in one extension.
#[derive(Debug)]
pub struct FoundProblems {
    /// The name of the module.
    pub module: String,
    /// The errors and warnings.
    pub problems: Vec<Problem>,
    /// The directories of the sources that they are about.
    pub sources: Sources,
}

/// Returns what is wrong in each chosen extension.
pub fn found(common: &CommonArgs, report: &Report) -> Result<Vec<FoundProblems>, Error> {
    each_opened(common, report, |opened| found_in(&opened, common, report))
}

fn found_in(opened: &Opened<'_>, common: &CommonArgs, report: &Report) -> Result<FoundProblems, Error> {
    let (surveyed, warning) = opened.known(report);
    let mut warnings: Vec<Problem> = warning.iter().map(NotImported::problem).collect();
    let project = &opened.project;
    let mut problems = match surveyed {
        Ok(surveyed) => {
            let rendered = render_surveyed(&surveyed, &project.module, &project.config);
            warnings.extend(own_conversions(&surveyed.facts, &opened.sources()));
            gathered(rendered, warnings, project, common).1
        }
        Err(error) if error.to_problem().fix.is_some() => {
            warnings.push(error.to_problem());
            warnings
        }
        Err(error) => return Err(error),
    };
    problems.extend(earlier_stubs(project));
    Ok(FoundProblems { module: project.module.clone(), problems, sources: opened.sources() })
}
