//! The properties that an interpreter reports about itself.

use super::script::{NotRun, Script, source_with_answer};
use crate::system::{Death, run_limited};
use pyo3_stub_gen::generate::PythonVersion;
use pyo3_stub_gen::generate::variants::Target;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// How long an interpreter may take to report what it is.
const PROBE_LIMIT: Duration = Duration::from_secs(30);

/// How long a program may take to print its version.
const VERSION_LIMIT: Duration = Duration::from_secs(5);

const NOT_PYTHON: &str = "it is not a Python interpreter";

/// Reports what the build and the loading depend on.
const PROBE: &str = source_with_answer!("probe.py");

/// An interpreter that works.
#[derive(Debug, Clone)]
pub struct Python {
    /// How to start it. For a virtual environment this is the path that maturin uses too: another
    /// spelling of the same file would make PyO3 compile again.
    pub path: PathBuf,
    facts: Probe,
}

#[derive(Debug, Clone)]
struct Probe {
    executable: PathBuf,
    implementation: String,
    major: u32,
    minor: u32,
    abiflags: String,
    pointer_width: u32,
    suffix: String,
    platform: String,
}

impl Probe {
    /// Reads the answer of the script.
    fn read(text: &str) -> Option<Self> {
        let pieces: Vec<&str> = text.strip_suffix('\0')?.split('\0').collect();
        let [executable, implementation, major, minor, abiflags, pointer_width, suffix, platform] =
            pieces[..]
        else {
            return None;
        };
        Some(Self {
            executable: executable.into(),
            implementation: implementation.to_owned(),
            major: major.parse().ok()?,
            minor: minor.parse().ok()?,
            abiflags: abiflags.to_owned(),
            pointer_width: pointer_width.parse().ok()?,
            suffix: suffix.to_owned(),
            platform: platform.to_owned(),
        })
    }
}

impl Python {
    /// Returns its version.
    pub fn version(&self) -> PythonVersion {
        PythonVersion { major: self.facts.major, minor: self.facts.minor }
    }

    /// Returns its platform and its version.
    pub fn target(&self) -> Target {
        Target { platform: self.facts.platform.clone(), version: self.version() }
    }

    /// Returns `cpython`, `pypy`, …
    pub fn implementation(&self) -> &str {
        &self.facts.implementation
    }

    /// Returns what maturin calls the environment's signature: it distinguishes interpreters with one path.
    pub fn signature(&self) -> String {
        let Probe { implementation, major, minor, abiflags, pointer_width, .. } = &self.facts;
        format!("{implementation}-{major}.{minor}{abiflags}-{pointer_width}bit")
    }

    /// Returns the end of the file name of an extension module.
    pub fn extension_suffix(&self) -> &str {
        &self.facts.suffix
    }

    /// Whether it has no global interpreter lock.
    pub fn is_free_threaded(&self) -> bool {
        self.facts.abiflags.contains('t')
    }
}

impl Python {
    /// Returns the interpreter at `path`. The error is the reason why it does not work.
    pub(super) fn probe(path: &Path, limit: Duration) -> Result<Self, String> {
        // Neither the user nor what is installed affects what it is.
        let script = Script::new(path, &["-S"], PROBE);
        let answer = match script.run(limit.min(PROBE_LIMIT)) {
            Ok(ran) => ran.answer.map_err(|death| format!("it {death} before it reported its version"))?,
            Err(reason) => return Err(why_it_fails(path, reason)),
        };
        let facts = Probe::read(&answer.text()).ok_or_else(|| NOT_PYTHON.to_owned())?;
        let is_bare_name = path.components().count() == 1;
        let path = if is_bare_name { facts.executable.clone() } else { path.to_owned() };
        Ok(Self { path, facts })
    }

    /// Returns the same interpreter, by the path that it reports.
    pub(super) fn by_its_own_path(self) -> Self {
        Self { path: self.facts.executable.clone(), ..self }
    }
}

/// Returns why the interpreter at `path` does not work, which did not run a script.
pub(super) fn why_it_fails(path: &Path, reason: NotRun) -> String {
    match reason {
        NotRun::Interpreter(Death::TimedOut(limit), _) => {
            format!("it did not answer within {} seconds", limit.as_secs())
        }
        // The last words of another program say nothing about Python.
        NotRun::Interpreter(..) if !names_itself(path) => NOT_PYTHON.to_owned(),
        reason => reason.to_string(),
    }
}

/// Whether the program at `path` reports a version of Python. An interpreter that cannot start does that too.
fn names_itself(path: &Path) -> bool {
    let Ok(ended) = run_limited(Command::new(path).arg("--version"), Vec::new(), VERSION_LIMIT) else {
        return false;
    };
    // Python 2 prints it to standard error.
    ended.stdout.starts_with(b"Python ") || ended.stderr.starts_with("Python ")
}
