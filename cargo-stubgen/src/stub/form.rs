//! The form in which a stub is made.

use crate::error::Error;
use crate::rules::StubRule;
use crate::system::shown;
use pyo3_stub_gen::generate::project::Project;
use pyo3_stub_gen::text::path::absolute;
use std::path::Path;

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
    pub(super) fn of(self, project: &Project) -> Project {
        match self {
            Self::Configured => project.clone(),
            Self::Expanded(directory) => project.clone().expanded(directory),
        }
    }

    /// Fails if a stub of this form would take the place of the stub that type checkers read.
    pub(super) fn permit(self, project: &Project) -> Result<(), Error> {
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
