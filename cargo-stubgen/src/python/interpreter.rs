//! What an interpreter is, as it reports itself.

use super::script::{Script, source_with_answer};
use crate::system::End;
use pyo3_stub_gen::generate::PythonVersion;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long an interpreter may take to report what it is.
const PROBE_LIMIT: Duration = Duration::from_secs(30);

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
}

impl Probe {
    /// Reads the answer of the script.
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
    /// Returns its version.
    pub fn version(&self) -> PythonVersion {
        PythonVersion { major: self.facts.major, minor: self.facts.minor }
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
    pub(super) fn probe(path: &Path) -> Result<Self, String> {
        let text = |error: io::Error| error.to_string();
        // Neither the user nor what is installed affects what it is.
        let script = Script::new(path, &["-S"], PROBE).map_err(text)?;
        let (answer, ended) = script.run(PROBE_LIMIT).map_err(text)?;
        match ended.end {
            End::Exited(status) if status.success() => {}
            End::Exited(status) => {
                let last = ended.stderr.trim().lines().last().unwrap_or("").to_owned();
                return Err(if last.is_empty() { status.to_string() } else { last });
            }
            End::TimedOut(limit) => {
                return Err(format!("it did not answer within {} seconds", limit.as_secs()));
            }
        }
        let facts = answer.and_then(|answer| Probe::read(&answer.text()));
        let facts = facts.ok_or_else(|| "it is not a Python interpreter".to_owned())?;
        let is_bare_name = path.components().count() == 1;
        let path = if is_bare_name { facts.executable.clone() } else { path.to_owned() };
        Ok(Self { path, facts })
    }

    /// Returns the same interpreter, by the path that it reports.
    pub(super) fn by_its_own_path(self) -> Self {
        Self { path: self.facts.executable.clone(), ..self }
    }
}
