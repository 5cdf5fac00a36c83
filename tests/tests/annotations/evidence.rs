//! The registrations of an extension, and its survey by Python.

use pyo3_stub_gen::facts::{self, FACTS_SYMBOL, Facts, VERSION_SYMBOL};
use pyo3_stub_gen::generate::survey::Survey;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use stub_tests::project::Project;
use stub_tests::run::command;
use stub_tests::{Outcome, stubgen, venv, when};

/// A script of `cargo stubgen`, as it runs it: its files, one after the other.
macro_rules! script {
    ($($file:literal),* $(,)?) => { concat!($(include_str!(concat!("../../../cargo-stubgen/src/", $file))),*) };
}

const EXTRACT: &str = script!("python/text.py", "python/answer.py", "extract.py");
const SURVEY: &str = script!(
    "python/text.py",
    "python/answer.py",
    "python/own_package.py",
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
    /// The registrations of the macros.
    pub facts: Facts,
    /// What Python shows.
    pub survey: Survey,
}

impl Evidence {
    /// Builds `project` in `target`, and asks Python.
    pub fn of(project: &Project, target: &Path) -> Outcome<Self> {
        stubgen::files(project, target)?;
        let library = project.built(target);
        let symbols = [FACTS_SYMBOL, VERSION_SYMBOL, ""].map(OsStr::new);
        let (kind, data) = ask(EXTRACT, &library, &symbols)?;
        let facts = match kind.as_str() {
            "facts" => when(facts::decode(&data), "reading facts")?,
            "unlinked" => Facts { library_version: String::new(), facts: Vec::new() },
            kind => return Err(format!("`{kind}` is not an answer with facts")),
        };
        let mut arguments = vec![OsStr::new(&project.module), OsStr::new("alone")];
        arguments.extend(project.python_source.iter().map(|path| path.as_os_str()));
        let (_, data) = ask(SURVEY, &library, &arguments)?;
        let survey = when(serde_json::from_slice(&data), "reading the survey")?;
        Ok(Self { library, facts, survey })
    }
}

/// Runs a script, and returns the kind of its answer, and the answer. `python/answer.py` has the form of both.
fn ask(script: &str, library: &Path, arguments: &[&OsStr]) -> Outcome<(String, Vec<u8>)> {
    const KEY: &str = "key";
    let mut request = Vec::new();
    for piece in [OsStr::new(KEY), library.as_os_str()].iter().chain(arguments) {
        request.extend_from_slice(piece.as_encoded_bytes());
        request.push(0);
    }
    let mut python = command(venv::tools()?.python());
    python.args(["-I", "-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = when(python.spawn(), "starting Python")?;
    if let Some(mut input) = child.stdin.take() {
        when(input.write_all(&request), "asking")?;
    }
    let output = when(child.wait_with_output(), "waiting for Python")?.stdout;
    // The first answer is that the script has started.
    let mut rest = output.as_slice();
    let mut last = None;
    while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
        let line = String::from_utf8_lossy(&rest[..end]).into_owned();
        let words: Vec<&str> = line.split(' ').collect();
        let [KEY, kind, length] = words.as_slice() else { return Err(format!("`{line}` is not an answer")) };
        let length: usize = when(length.parse(), &line)?;
        let (data, others) = rest[end + 1..].split_at(length);
        last = Some(((*kind).to_owned(), data.to_vec()));
        rest = others;
    }
    last.ok_or_else(|| "Python did not answer".to_owned())
}
