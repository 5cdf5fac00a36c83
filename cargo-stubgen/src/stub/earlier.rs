//! Stubs of an earlier version beside the extension.

use crate::report::{Report, Sources};
use crate::rules::StubRule;
use crate::system::shown;
use pyo3_stub_gen::generate::Problem;
use pyo3_stub_gen::generate::project::Project;

/// Warns of stubs that an earlier version generated for the packages around the extension.
pub fn warn_of_earlier_stubs(project: &Project, report: &Report) {
    earlier_stubs(project).for_each(|problem| report.problem(&problem, &Sources::default()));
}

/// Returns the warnings about stubs that an earlier version generated for the packages around the extension.
pub(super) fn earlier_stubs(project: &Project) -> impl Iterator<Item = Problem> {
    project.earlier_stubs().into_iter().map(|path| {
        let source = Some(path.with_extension("py")).filter(|source| source.is_file());
        let (path, source) = (shown(&path).to_owned(), source.map(|source| shown(&source).to_owned()));
        StubRule::EarlierStub { path, source }.problem(None)
    })
}
