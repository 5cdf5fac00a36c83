//! An artifact that was built before: a shared library, or a wheel with one in it.

use crate::error::Error;
use crate::process::{End, run_limited};
use crate::python::Interpreter;
use crate::scratch::Scratch;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const UNPACK: &str = include_str!("unpack.py");

/// A shared library that can be loaded for as long as this lives.
#[derive(Debug)]
pub struct Artifact {
    /// The shared library.
    pub library: PathBuf,
    /// Where a wheel was unpacked to.
    unpacked: Option<Scratch>,
}

impl Artifact {
    /// Where a wheel was unpacked to; a shared library has no such place.
    pub fn unpacked(&self) -> Option<&Path> {
        self.unpacked.as_deref()
    }
}

/// Finds the shared library of the artifact at `path`.
pub fn open(path: &Path, python: &Interpreter, limit: Duration) -> Result<Artifact, Error> {
    let failed = |reason: String| Error::Artifact { path: path.to_owned(), reason };
    let metadata = std::fs::metadata(path).map_err(|error| failed(error.to_string()))?;
    if !metadata.is_file() {
        return Err(failed("it is not a file".to_owned()));
    }
    if path.extension().is_none_or(|extension| extension != "whl") {
        let library = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        return Ok(Artifact { library, unpacked: None });
    }
    let directory = Scratch::directory()?;
    let mut command = Command::new(&python.path);
    command.args(["-I", "-c", UNPACK]).arg(path).arg(&*directory);
    let failed_there = |reason: String| python.explain(failed(reason));
    let ended = run_limited(&mut command, limit).map_err(|error| failed_there(error.to_string()))?;
    match ended.end {
        End::Exited(status) if status.success() => {}
        End::Exited(_) => {
            return Err(failed_there(ended.stderr.trim().lines().last().unwrap_or("").to_owned()));
        }
        End::TimedOut(_) => return Err(failed("unpacking it takes too long".to_owned())),
    }
    let members: Vec<_> = ended.stdout.lines().map(|line| line.trim().to_owned()).collect();
    match members.as_slice() {
        [] => Err(failed_there("it has no extension module in it".to_owned())),
        [member] => Ok(Artifact { library: directory.join(member), unpacked: Some(directory) }),
        _ => Err(python.explain(Error::ManyExtensions { path: path.to_owned(), members })),
    }
}
