//! Stubs of an earlier version beside the extension.

use crate::report::{Report, Sources};
use crate::rules::StubRule;
use crate::system::shown;
use pyo3_stub_gen::generate::project::Project;

/// Warns of stubs that an earlier version generated for the packages around the extension.
pub fn warn_of_earlier_stubs(project: &Project, report: &Report) {
    for path in project.earlier_stubs() {
        let source = Some(path.with_extension("py")).filter(|source| source.is_file());
        let (path, source) = (shown(&path).to_owned(), source.map(|source| shown(&source).to_owned()));
        report.problem(&StubRule::EarlierStub { path, source }.problem(None), &Sources::default());
    }
}
