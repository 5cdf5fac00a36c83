//! An artifact that was built before: a shared library, or a wheel with one in it.

use crate::error::Error;
use crate::python::{Interpreter, Script, source_with_answer};
use crate::rules::{ExtensionRule, StubRule};
use crate::system::{Death, Scratch};
use pyo3_stub_gen::text::path::absolute;
use std::io;
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

/// Returns the command of the interpreter for which the file name says that it was built: `python3.12` for `cp312` in the name of
/// a wheel, or `cpython-312` in that of a library. A stable interface does not depend on the interpreter.
pub fn interpreter(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy();
    let minor = if name.ends_with(".whl") {
        let mut tags = name.rsplit('-').skip(1);
        let (abi, python) = (tags.next()?, tags.next()?);
        abi.strip_prefix("cp3").filter(|_| python.starts_with("cp3"))?
    } else {
        name.split_once(".cpython-3").or_else(|| name.split_once(".cp3"))?.1
    };
    let minor: String = minor.chars().take_while(char::is_ascii_digit).collect();
    let program = PathBuf::from(format!("python3.{minor}{}", std::env::consts::EXE_SUFFIX));
    let path = std::env::var_os("PATH")?;
    let is_there = std::env::split_paths(&path).any(|directory| directory.join(&program).is_file());
    (!minor.is_empty() && is_there).then_some(program)
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
    let script = Script::new(&python.path, &["-S"], UNPACK).arguments([path, &directory]);
    let answer = match script.run(limit).map_err(|reason| python.failed(reason))?.answer {
        Ok(answer) if answer.kind == "members" => answer,
        Ok(answer) if answer.kind == "tags" => {
            let (path, python) = (path.to_owned(), python.path.clone());
            return Err(ExtensionRule::OtherInterpreter { path, tags: answer.text(), python }.into());
        }
        Ok(answer) if answer.kind == "no-room" => {
            return Err(StubRule::Temporary { source: io::Error::other(answer.text()) }.into());
        }
        Ok(answer) => return Err(failed(answer.text()).into()),
        Err(Death::TimedOut(_)) => return Err(failed("unpacking it takes too long".to_owned()).into()),
        Err(death) => return Err(failed(format!("the interpreter {death} while it unpacked it")).into()),
    };
    let members: Vec<_> = answer.text().split_terminator('\0').map(str::to_owned).collect();
    match members.as_slice() {
        [] => Err(failed("it does not contain an extension module".to_owned()).into()),
        [member] => Ok(Artifact { library: directory.join(member), unpacked: Some(directory) }),
        _ => Err(ExtensionRule::ManyExtensions { path: path.to_owned(), members }.into()),
    }
}
