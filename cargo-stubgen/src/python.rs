//! Picks the Python interpreter: the one the extension is built for and loaded by.

use crate::error::Error;
use crate::process::{End, run_limited};
use pyo3_stub_gen::generate::PythonVersion;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// How long an interpreter may take to say what it is.
const PROBE_LIMIT: Duration = Duration::from_secs(30);

/// Prints what the build and the loading need to know.
const PROBE: &str = include_str!("probe.py");

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
}

impl Probe {
    /// Reads what the script prints.
    fn read(text: &str) -> Option<Self> {
        let pieces: Vec<&str> = text.strip_suffix('\0')?.split('\0').collect();
        let [executable, implementation, major, minor, abiflags, pointer_width, suffix] = pieces[..] else {
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
        })
    }
}

impl Python {
    /// Its version.
    pub fn version(&self) -> PythonVersion {
        PythonVersion { major: self.facts.major, minor: self.facts.minor }
    }

    /// `cpython`, `pypy`, …
    pub fn implementation(&self) -> &str {
        &self.facts.implementation
    }

    /// What maturin calls the environment's signature: it tells interpreters of one path apart.
    pub fn signature(&self) -> String {
        let Probe { implementation, major, minor, abiflags, pointer_width, .. } = &self.facts;
        format!("{implementation}-{major}.{minor}{abiflags}-{pointer_width}bit")
    }

    /// What the file name of an extension module ends with.
    pub fn extension_suffix(&self) -> &str {
        &self.facts.suffix
    }

    /// Whether it has no global interpreter lock.
    pub fn is_free_threaded(&self) -> bool {
        self.facts.abiflags.contains('t')
    }
}

/// An interpreter to load an extension with: how it is started is all that need be known.
#[derive(Debug, Clone)]
pub struct Interpreter {
    /// How to start it.
    pub path: PathBuf,
    /// What chose it; nothing when it has been asked what it is, and works.
    unproved: Option<&'static str>,
}

impl From<&Python> for Interpreter {
    fn from(python: &Python) -> Self {
        Self { path: python.path.clone(), unproved: None }
    }
}

impl Interpreter {
    /// Picks it as [`pick`] does. One that somebody chose is not asked what it is before it is used: to start it takes
    /// as long as to read a small extension.
    pub fn pick(asked: Option<&Path>, start: &Path) -> Result<Self, Error> {
        match chosen(asked, start) {
            Some(Candidate { origin, path }) => Ok(Self { path, unproved: Some(origin) }),
            None => Ok(Self::from(&pick(None, start)?)),
        }
    }

    /// Why something failed that was done with it: because it does not work, or for the reason that `error` gives.
    pub fn explain(&self, error: Error) -> Error {
        let Some(origin) = self.unproved else { return error };
        match probe(&self.path) {
            Ok(_) => error,
            Err(reason) => Error::BadPython { path: self.path.clone(), origin, reason },
        }
    }
}

/// Where the choice of an interpreter came from.
struct Candidate {
    origin: &'static str,
    path: PathBuf,
}

/// Picks the interpreter: the one asked for, `PYO3_PYTHON`, the active environment, a `.venv` in or above
/// `start`, or the first on the path.
pub fn pick(asked: Option<&Path>, start: &Path) -> Result<Python, Error> {
    if let Some(candidate) = chosen(asked, start) {
        return probe(&candidate.path).map_err(|reason| Error::BadPython {
            path: candidate.path,
            origin: candidate.origin,
            reason,
        });
    }
    let mut tried = vec!["no PYO3_PYTHON, VIRTUAL_ENV, CONDA_PREFIX or .venv".to_owned()];
    for name in ["python3", "python"] {
        match probe(Path::new(name)) {
            // On the path there is no telling which file a name means; the interpreter knows.
            Ok(python) => return Ok(Python { path: python.facts.executable.clone(), ..python }),
            Err(reason) => tried.push(format!("{name}: {reason}")),
        }
    }
    Err(Error::NoPython { tried })
}

/// The interpreter that somebody chose, if anybody did.
fn chosen(asked: Option<&Path>, start: &Path) -> Option<Candidate> {
    if let Some(path) = asked {
        let path = if path.is_dir() { environment_python(path) } else { path.to_owned() };
        return Some(Candidate { origin: "--python", path: absolute(&path) });
    }
    if let Some(path) = variable("PYO3_PYTHON") {
        return Some(Candidate { origin: "PYO3_PYTHON", path: absolute(&path) });
    }
    for origin in ["VIRTUAL_ENV", "CONDA_PREFIX"] {
        if let Some(directory) = variable(origin) {
            return Some(Candidate { origin, path: absolute(&environment_python(&directory)) });
        }
    }
    let directory =
        start.ancestors().map(|at| at.join(".venv")).find(|at| at.join("pyvenv.cfg").is_file())?;
    Some(Candidate { origin: ".venv", path: environment_python(&directory) })
}

fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The interpreter of a virtual or Conda environment.
fn environment_python(directory: &Path) -> PathBuf {
    if cfg!(windows) {
        let places = ["Scripts/python.exe", "bin/python.exe", "python.exe"];
        let found = places.iter().map(|place| directory.join(place)).find(|path| path.is_file());
        found.unwrap_or_else(|| directory.join("Scripts/python.exe"))
    } else {
        directory.join("bin/python")
    }
}

/// A path with a directory in it, from the root: build scripts run in other directories. A bare name stays,
/// and is looked for on the path.
fn absolute(path: &Path) -> PathBuf {
    if path.components().count() > 1 {
        std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
    } else {
        path.to_owned()
    }
}

/// Asks an interpreter what it is; the error is the reason why it cannot say.
fn probe(path: &Path) -> Result<Python, String> {
    let mut command = Command::new(path);
    // Neither the user nor what is installed has a say in what it is.
    command.args(["-I", "-S", "-c", PROBE]);
    let ended = run_limited(&mut command, PROBE_LIMIT).map_err(|error| error.to_string())?;
    match ended.end {
        End::Exited(status) if status.success() => {}
        End::Exited(status) => {
            let last = ended.stderr.trim().lines().last().unwrap_or("").to_owned();
            return Err(if last.is_empty() { status.to_string() } else { last });
        }
        End::TimedOut(limit) => return Err(format!("it said nothing for {} seconds", limit.as_secs())),
    }
    let facts = Probe::read(&ended.stdout).ok_or_else(|| "it is not a Python interpreter".to_owned())?;
    let is_bare_name = path.components().count() == 1;
    let path = if is_bare_name { facts.executable.clone() } else { path.to_owned() };
    Ok(Python { path, facts })
}
