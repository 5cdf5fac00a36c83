//! Picks the Python interpreter: the one the extension is built for and loaded by.

use super::interpreter::{Python, why_it_fails};
use super::script::NotRun;
use crate::error::Error;
use crate::rules::{ExtensionRule, PythonRule};
use pyo3_stub_gen::generate::variants::Target;
use pyo3_stub_gen::text::path::absolute;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// An interpreter to load an extension with, which may not work.
#[derive(Debug, Clone)]
pub struct Interpreter {
    /// How to start it.
    pub path: PathBuf,
    /// The reason for the choice.
    origin: &'static str,
}

impl Interpreter {
    /// Picks it as [`pick`] does. An interpreter that the user chose is not probed before it is used, because starting
    /// it takes as long as reading a small extension.
    pub fn pick(option: Option<&Path>, start: &Path, limit: Duration) -> Result<Self, Error> {
        match chosen(option, start) {
            Some(Candidate { origin, path }) => Ok(Self { path, origin }),
            None => Ok(pick(None, start, limit)?.0),
        }
    }

    /// Returns the platform and the version of the interpreter.
    pub fn target(&self, limit: Duration) -> Result<Target, Error> {
        let probed = Python::probe(&self.path, limit).map_err(|reason| PythonRule::BadPython {
            path: self.path.clone(),
            origin: self.origin,
            reason,
        })?;
        Ok(probed.target())
    }

    /// Returns the error of a script that did not run.
    pub fn failed(&self, reason: NotRun) -> Error {
        let path = self.path.clone();
        match reason {
            NotRun::Raised { exception, output } => {
                Error::with_output(ExtensionRule::Script { python: path, exception }, output)
            }
            NotRun::Start(_) | NotRun::Interpreter(..) => {
                let reason = why_it_fails(&path, reason);
                PythonRule::BadPython { path, origin: self.origin, reason }.into()
            }
        }
    }
}

/// Where the choice of an interpreter came from.
struct Candidate {
    origin: &'static str,
    path: PathBuf,
}

/// Picks the interpreter: the one of `--python`, `PYO3_PYTHON`, the active environment, a `.venv` in or above
/// `start`, or the first on the path. It must report within `limit` what it is.
pub fn pick(option: Option<&Path>, start: &Path, limit: Duration) -> Result<(Interpreter, Python), Error> {
    if let Some(Candidate { path, origin }) = chosen(option, start) {
        return match Python::probe(&path, limit) {
            Ok(python) => Ok((Interpreter { path: python.path.clone(), origin }, python)),
            Err(reason) => Err(PythonRule::BadPython { path, origin, reason }.into()),
        };
    }
    let mut tried = vec!["no PYO3_PYTHON, VIRTUAL_ENV, CONDA_PREFIX or .venv".to_owned()];
    for name in ["python3", "python"] {
        match Python::probe(Path::new(name), limit) {
            // Which file a bare name leads to is known to the interpreter only.
            Ok(python) => {
                let python = python.by_its_own_path();
                return Ok((Interpreter { path: python.path.clone(), origin: "PATH" }, python));
            }
            Err(reason) => tried.push(format!("{name}: {reason}")),
        }
    }
    Err(PythonRule::NoPython { tried }.into())
}

/// Returns the interpreter that the user chose, by an option, a variable or an environment.
fn chosen(option: Option<&Path>, start: &Path) -> Option<Candidate> {
    if let Some(path) = option {
        let path = if path.is_dir() { environment_python(path) } else { path.to_owned() };
        return Some(Candidate { origin: "--python", path: anchored(&path) });
    }
    if let Some(path) = variable("PYO3_PYTHON") {
        return Some(Candidate { origin: "PYO3_PYTHON", path: anchored(&path) });
    }
    for origin in ["VIRTUAL_ENV", "CONDA_PREFIX"] {
        if let Some(directory) = variable(origin) {
            return Some(Candidate { origin, path: anchored(&environment_python(&directory)) });
        }
    }
    let directory =
        start.ancestors().map(|at| at.join(".venv")).find(|at| at.join("pyvenv.cfg").is_file())?;
    Some(Candidate { origin: ".venv", path: environment_python(&directory) })
}

fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Returns the interpreter of a virtual or Conda environment.
fn environment_python(directory: &Path) -> PathBuf {
    if cfg!(windows) {
        let places = ["Scripts/python.exe", "bin/python.exe", "python.exe"];
        let found = places.iter().map(|place| directory.join(place)).find(|path| path.is_file());
        found.unwrap_or_else(|| directory.join("Scripts/python.exe"))
    } else {
        directory.join("bin/python")
    }
}

/// Returns a path with a directory in it from the root, because build scripts run in other directories. A bare name is
/// not changed, and is searched on the `PATH`.
fn anchored(path: &Path) -> PathBuf {
    if path.components().count() > 1 { absolute(path) } else { path.to_owned() }
}
