//! The registrations of an extension, and its survey by Python.

use pyo3_stub_gen::facts::{self, Facts};
use pyo3_stub_gen::generate::survey::Survey;
use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::project::Project;
use stub_tests::run;
use stub_tests::{Outcome, stubgen, when};

/// An extension, and what is known about it.
pub struct Evidence {
    /// The shared library.
    pub library: PathBuf,
    /// The registrations of the macros.
    pub facts: Facts,
    /// What Python shows.
    pub survey: Survey,
}

impl Evidence {
    /// Builds `project` in `target`, and asks Python, as `cargo stubgen record` does.
    pub fn of(project: &Project, target: &Path) -> Outcome<Self> {
        let directory = when(tempfile::tempdir(), "making a directory")?;
        let mut record = stubgen::stubgen(&project.manifest(), target)?;
        run::success(record.args(["record", "--locked", "--directory"]).arg(directory.path()))?;
        let bytes = |name: &str| when(fs::read(directory.path().join(name)), name);
        let facts = match bytes("facts.bin")?.as_slice() {
            // No item is annotated.
            [] => Facts { library_version: String::new(), facts: Vec::new() },
            data => when(facts::decode(data), "reading facts")?,
        };
        let survey = when(serde_json::from_slice(&bytes("survey.json")?), "reading the survey")?;
        Ok(Self { library: project.built(target), facts, survey })
    }
}
