//! What an extension has registered, and what Python shows of it.

use pyo3_stub_gen::facts::{self, FACTS_SYMBOL, Facts, VERSION_SYMBOL};
use pyo3_stub_gen::generate::survey::Survey;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::project::Project;
use stub_tests::run::{self, command};
use stub_tests::{Outcome, stubgen, venv, when};

/// A script of `cargo stubgen`, as it runs it: its files, one after the other.
macro_rules! script {
    ($($file:literal),* $(,)?) => { concat!($(include_str!(concat!("../../../cargo-stubgen/src/", $file))),*) };
}

const EXTRACT: &str = script!("python/answer.py", "extract.py");
const SURVEY: &str = script!(
    "python/answer.py",
    "python/slots.py",
    "survey/objects.py",
    "survey/load.py",
    "survey/signatures.py",
    "survey/values.py",
    "survey/layout.py",
    "survey/classes.py",
    "survey/walk.py",
    "survey/main.py",
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
        stubgen::files(project, target)?;
        let library = project.built(target);
        let directory = when(tempfile::tempdir(), "making a directory")?;
        let target = directory.path().join("answer");
        let symbols = [FACTS_SYMBOL, VERSION_SYMBOL, ""].map(OsStr::new);
        let (kind, data) = ask(EXTRACT, &target, &library, &symbols)?;
        let facts = match kind.as_str() {
            "facts" => when(facts::decode(&data), "reading facts")?,
            "unlinked" => Facts { library_version: String::new(), facts: Vec::new() },
            kind => return Err(format!("`{kind}` is not an answer with facts")),
        };
        let mut arguments = vec![OsStr::new(&project.module)];
        arguments.extend(project.python_source.iter().map(|path| path.as_os_str()));
        let (_, data) = ask(SURVEY, &target, &library, &arguments)?;
        let survey = when(serde_json::from_slice(&data), "reading the survey")?;
        Ok(Self { library, facts, survey })
    }
}

/// Runs a script, and returns its answer, which it writes to `target`: what kind it is, and the answer itself.
fn ask(script: &str, target: &Path, library: &Path, arguments: &[&OsStr]) -> Outcome<(String, Vec<u8>)> {
    let mut python = command(venv::tools()?.python());
    run::success(python.args(["-I", "-c", script]).arg(target).arg(library).args(arguments))?;
    let answer = when(fs::read(target), target.display())?;
    let end = answer.iter().position(|&byte| byte == b'\n').ok_or("the answer has no first line")?;
    let (kind, data) = answer.split_at(end);
    Ok((String::from_utf8_lossy(kind).into_owned(), data[1..].to_vec()))
}
