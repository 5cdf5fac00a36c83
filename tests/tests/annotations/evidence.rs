//! What an extension has registered, and what Python shows of it.

use pyo3_stub_gen::facts::{self, FACTS_SYMBOL, Facts, VERSION_SYMBOL};
use pyo3_stub_gen::generate::survey::Survey;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::project::Project;
use stub_tests::run::{self, command};
use stub_tests::{Outcome, stubgen, venv, when};

/// The scripts of `cargo stubgen`, as it runs them.
const EXTRACT: &str = concat!(
    include_str!("../../../cargo-stubgen/src/python/answer.py"),
    include_str!("../../../cargo-stubgen/src/extract.py")
);
const SURVEY: &str = concat!(
    include_str!("../../../cargo-stubgen/src/python/answer.py"),
    include_str!("../../../cargo-stubgen/src/python/slots.py"),
    include_str!("../../../cargo-stubgen/src/survey/objects.py"),
    include_str!("../../../cargo-stubgen/src/survey/load.py"),
    include_str!("../../../cargo-stubgen/src/survey/signatures.py"),
    include_str!("../../../cargo-stubgen/src/survey/values.py"),
    include_str!("../../../cargo-stubgen/src/survey/layout.py"),
    include_str!("../../../cargo-stubgen/src/survey/classes.py"),
    include_str!("../../../cargo-stubgen/src/survey/walk.py"),
    include_str!("../../../cargo-stubgen/src/survey/main.py"),
);

/// An extension, and what is known about it.
pub struct Evidence {
    /// The shared library.
    pub library: PathBuf,
    /// What the macros registered.
    pub facts: Facts,
    /// What Python shows.
    pub survey: Survey,
}

impl Evidence {
    /// Builds `project` in `target`, and asks Python.
    pub fn of(project: &Project, target: &Path) -> Outcome<Self> {
        let _ = stubgen::files(project, target);
        let library = project.built(target);
        let directory = when(tempfile::tempdir(), "making a directory")?;
        let target = directory.path().join("answer");
        let extracted = ask(
            EXTRACT,
            &[
                target.as_os_str(),
                library.as_os_str(),
                FACTS_SYMBOL.as_ref(),
                VERSION_SYMBOL.as_ref(),
                OsStr::new(""),
            ],
            &target,
        )?;
        let facts = match extracted.split(|&byte| byte == b'\n').next() {
            Some(b"facts") => when(facts::decode(&extracted[b"facts\n".len()..]), "reading facts")?,
            Some(b"unlinked") => Facts { library_version: String::new(), facts: Vec::new() },
            kind => return Err(format!("{kind:?} is not an answer with facts")),
        };
        let paths: Vec<&OsStr> = project.python_source.iter().map(|path| path.as_os_str()).collect();
        let mut arguments = vec![target.as_os_str(), library.as_os_str(), project.module.as_ref()];
        arguments.extend(paths);
        let surveyed = ask(SURVEY, &arguments, &target)?;
        let survey =
            surveyed.strip_prefix(b"survey\n").ok_or_else(|| "Python cannot import it".to_owned())?;
        let survey = when(serde_json::from_slice(survey), "reading the survey")?;
        Ok(Self { library, facts, survey })
    }
}

/// Runs a script, and returns what it wrote to `target`.
fn ask(script: &str, arguments: &[&OsStr], target: &Path) -> Outcome<Vec<u8>> {
    let mut python = command(venv::tools()?.python());
    run::success(python.args(["-I", "-c", script]).args(arguments))?;
    when(fs::read(target), target.display())
}
