//! Records what an extension is on this platform.

use super::facts::is_not_linked;
use super::opened::Opened;
use crate::error::Error;
use crate::extract;
use crate::recording::{self, Parts};
use crate::survey;
use pyo3_stub_gen::generate::variants::Target;
use std::path::Path;

impl Opened<'_> {
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
}
