//! An artifact that was built before: a shared library, or a wheel with one in it.

use crate::error::Error;
use crate::python::{Interpreter, Script, source_with_answer};
use crate::rules::{ExtensionRule, StubRule};
use crate::system::{End, Scratch};
use pyo3_stub_gen::text::path::absolute;
use std::path::{Path, PathBuf};
use std::time::Duration;

const UNPACK: &str = source_with_answer!("unpack.py");

/// A shared library that can be loaded for as long as this lives.
#[derive(Debug)]
pub struct Artifact {
    /// The shared library.
    pub library: PathBuf,
    /// Where a wheel was unpacked to.
    unpacked: Option<Scratch>,
}

impl Artifact {
    /// Returns where a wheel was unpacked to, if it is a wheel.
    pub fn unpacked(&self) -> Option<&Path> {
        self.unpacked.as_deref()
    }
}

/// Finds the shared library of the artifact at `path`.
pub fn open(path: &Path, python: &Interpreter, limit: Duration) -> Result<Artifact, Error> {
    let failed = |reason: String| ExtensionRule::Artifact { path: path.to_owned(), reason };
    let metadata = std::fs::metadata(path).map_err(|error| failed(error.to_string()))?;
    if !metadata.is_file() {
        return Err(failed("it is not a file".to_owned()).into());
    }
    if path.extension().is_none_or(|extension| extension != "whl") {
        return Ok(Artifact { library: absolute(path), unpacked: None });
    }
    let directory = Scratch::directory().map_err(|source| StubRule::Temporary { source })?;
    let failed_there = |reason: String| python.explain(failed(reason));
    let script = Script::new(&python.path, &[], UNPACK).map_err(|error| failed_there(error.to_string()))?;
    let script = script.arguments([path, &directory]);
    let (answer, ended) = script.run(limit).map_err(|error| failed_there(error.to_string()))?;
    let Some(answer) = answer else {
        return Err(match ended.end {
            End::Exited(_) => failed_there(ended.stderr.trim().lines().last().unwrap_or("").to_owned()),
            End::TimedOut(_) => failed("unpacking it takes too long".to_owned()).into(),
        });
    };
    if answer.kind != "members" {
        return Err(failed_there(answer.text()));
    }
    let members: Vec<_> = answer.text().lines().map(str::to_owned).collect();
    match members.as_slice() {
        [] => Err(failed_there("it does not contain an extension module".to_owned())),
        [member] => Ok(Artifact { library: directory.join(member), unpacked: Some(directory) }),
        _ => Err(python.explain(ExtensionRule::ManyExtensions { path: path.to_owned(), members })),
    }
}
