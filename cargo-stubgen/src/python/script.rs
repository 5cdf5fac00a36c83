//! Runs a Python script in a separate process, and reads its answer.
//!
//! `answer.py` describes the form of a request and of an answer. This module must not know what a script does.

use crate::system::{Death, End, Ended, run_limited};
use std::ffi::OsStr;
use std::fmt;
use std::hash::{BuildHasher as _, RandomState};
use std::io;
use std::ops::Range;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Returns the source of the script in a file, with what all scripts share in front of it, and with the other files that
/// are named before it.
macro_rules! source_with_answer {
    ($($file:literal),+ $(,)?) => {
        concat!(
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/python/text.py")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/python/answer.py")),
            $(include_str!($file)),+
        )
    };
}

pub(crate) use source_with_answer;

/// How a script describes what it found. A package of Python may include it as a module.
pub const TEXT: &str = include_str!("text.py");

/// The Python module that tells whether mypy is too old.
pub const OLD_MYPY: &str = include_str!("old_mypy.py");

/// The Python module that reads the structure of types.
pub const SLOTS: &str = include_str!("slots.py");

/// Finds the packages of a project. Other scripts import it as a module.
pub const OWN_PACKAGE: &str = include_str!("own_package.py");

/// Finds what an extension says of submodules that it makes when they are used. Other scripts import it as a module.
pub const LAZY_SUBMODULES: &str = include_str!("lazy_submodules.py");

/// The answer that comes before the script does anything.
const STARTED: &str = "started";

/// The answer of a script that raised an exception.
const RAISED: &str = "raised";

/// Settings outside the project that affect the imports of Python or a type checker.
const OVERRIDES: [&str; 3] = ["MYPYPATH", "PYTHONPATH", "PYTHONSTARTUP"];

/// Makes `command` independent of variables that affect what is imported.
pub fn isolate(command: &mut Command) {
    OVERRIDES.iter().for_each(|name| {
        command.env_remove(name);
    });
}

/// A script that is about to run.
pub struct Script {
    command: Command,
    key: String,
    request: Vec<u8>,
}

/// The output of a script.
#[derive(Debug)]
pub struct Answer {
    /// The kind of the answer.
    pub kind: String,
    /// The answer.
    pub data: Vec<u8>,
}

/// The outcome of a script.
#[derive(Debug)]
pub struct Ran {
    /// Its answer, or how it ended without one.
    pub answer: Result<Answer, Death>,
    /// The output of the script, the extension and the interpreter.
    pub output: String,
}

/// Why a script did not run. The extension is not the reason.
#[derive(Debug)]
pub enum NotRun {
    /// The operating system does not start the interpreter.
    Start(io::Error),
    /// The interpreter ended before the script began, with these last words.
    Interpreter(Death, String),
    /// The script raised an exception.
    Raised {
        /// In one line.
        exception: String,
        /// The printed text, including the place where the exception was raised.
        output: String,
    },
}

impl fmt::Display for NotRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(error) => error.fmt(f),
            Self::Interpreter(death, words) if words.is_empty() => {
                write!(f, "it {death} before it ran a script")
            }
            Self::Interpreter(_, words) | Self::Raised { exception: words, .. } => f.write_str(words),
        }
    }
}

impl Script {
    /// Prepares `source` for the interpreter `python`, isolated: neither the user's directory nor the current one
    /// affects what is imported.
    pub fn new(python: &Path, options: &[&str], source: &str) -> Self {
        let mut command = Command::new(python);
        command.arg("-I").args(options).args(["-c", source]);
        isolate(&mut command);
        let key = key();
        Self { command, request: with_end(key.as_bytes()), key }
    }

    /// Adds arguments.
    pub fn arguments(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        for argument in arguments {
            self.request.extend(with_end(argument.as_ref().as_encoded_bytes()));
        }
        self
    }

    /// Returns the command that runs the script, for its environment and its directory.
    pub fn command(&mut self) -> &mut Command {
        &mut self.command
    }

    /// Runs the script for at most `limit`. It may end without an answer.
    pub fn run(mut self, limit: Duration) -> Result<Ran, NotRun> {
        let Ended { end, mut stdout, stderr } =
            run_limited(&mut self.command, self.request, limit).map_err(NotRun::Start)?;
        let Some(started) = found(&stdout, &self.key).filter(|it| it.kind == STARTED) else {
            let output = String::from_utf8_lossy(&stdout).into_owned() + &stderr;
            return Err(NotRun::Interpreter(end.into(), last_line(&output)));
        };
        let output = String::from_utf8_lossy(&stdout[..started.begin]).into_owned() + &stderr;
        stdout.drain(..started.data.end);
        let answer = match end {
            // An answer counts even if the interpreter crashed after it was written.
            End::Exited(_) => found(&stdout, &self.key),
            End::TimedOut(_) | End::Flooded => None,
        };
        let Some(Frame { kind, data, .. }) = answer else {
            return Ok(Ran { answer: Err(end.into()), output });
        };
        stdout.truncate(data.end);
        stdout.drain(..data.start);
        let answer = Answer { kind, data: stdout };
        if answer.kind == RAISED {
            return Err(NotRun::Raised { exception: answer.text(), output });
        }
        Ok(Ran { answer: Ok(answer), output })
    }
}

impl Answer {
    /// Returns the answer as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.data).into_owned()
    }
}

/// Where an answer stands among the bytes of the channel.
struct Frame {
    begin: usize,
    kind: String,
    data: Range<usize>,
}

/// Finds the first answer with this key. One that is not complete is not an answer.
fn found(bytes: &[u8], key: &str) -> Option<Frame> {
    let begin = memchr::memmem::find(bytes, key.as_bytes())?;
    let length = memchr::memchr(b'\n', &bytes[begin..])?;
    let line = std::str::from_utf8(&bytes[begin..begin + length]).ok()?;
    let (kind, count) = line.strip_prefix(key)?.trim_start().split_once(' ')?;
    let start = begin + length + 1;
    let end = start.checked_add(count.parse().ok()?)?;
    (end <= bytes.len()).then(|| Frame { begin, kind: kind.to_owned(), data: start..end })
}

/// Returns a text that an extension cannot guess.
fn key() -> String {
    let half = || RandomState::new().hash_one(std::process::id());
    format!("{:016x}{:016x}", half(), half())
}

/// Returns a piece of a request.
fn with_end(piece: &[u8]) -> Vec<u8> {
    [piece, b"\0"].concat()
}

/// Returns the last line, in which Python names an exception.
fn last_line(output: &str) -> String {
    output.trim().lines().last().unwrap_or("").trim().to_owned()
}
