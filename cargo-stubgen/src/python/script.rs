//! Runs a Python script in a process of its own, and reads its answer.
//!
//! `answer.py` describes the form of an answer. This module must not know what a script does.

use crate::system::{End, Ended, Scratch, run_limited};
use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Returns the source of the script in a file, with what all scripts share in front of it.
macro_rules! source_with_answer {
    ($file:literal) => {
        concat!(
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/python/answer.py")),
            include_str!($file)
        )
    };
}

pub(crate) use source_with_answer;

/// The Python module that all scripts share.
pub const ANSWER: &str = include_str!("answer.py");

/// The name of the file with the answer.
const FILE: &str = "answer";

/// A script that is about to run.
pub struct Script {
    command: Command,
    directory: Scratch,
}

/// What a script wrote.
#[derive(Debug)]
pub struct Answer {
    /// What kind of answer it is.
    pub kind: String,
    /// The answer.
    pub data: Vec<u8>,
}

impl Script {
    /// Prepares `source` for the interpreter `python`, isolated: neither the user's directory nor the current one
    /// affects what is imported.
    pub fn new(python: &Path, options: &[&str], source: &str) -> io::Result<Self> {
        let directory = Scratch::directory()?;
        let mut command = Command::new(python);
        command.arg("-I").args(options).args(["-c", source]).arg(directory.join(FILE));
        Ok(Self { command, directory })
    }

    /// Adds arguments.
    pub fn arguments(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Returns the command that runs the script, for its environment and its directory.
    pub fn command(&mut self) -> &mut Command {
        &mut self.command
    }

    /// Runs the script for at most `limit`. It may end without an answer.
    pub fn run(mut self, limit: Duration) -> io::Result<(Option<Answer>, Ended)> {
        let ended = run_limited(&mut self.command, limit)?;
        let bytes = match ended.end {
            // An answer counts even if the interpreter crashed after it was written.
            End::Exited(_) => read(&self.directory.join(FILE))?,
            End::TimedOut(_) => None,
        };
        Ok((bytes.and_then(parsed), ended))
    }
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match std::fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        result => result.map(Some),
    }
}

fn parsed(mut bytes: Vec<u8>) -> Option<Answer> {
    let line_end = bytes.iter().position(|&byte| byte == b'\n')?;
    let data = bytes.split_off(line_end + 1);
    bytes.truncate(line_end);
    Some(Answer { kind: String::from_utf8(bytes).ok()?, data })
}

impl Answer {
    /// Returns the answer as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.data).into_owned()
    }
}
