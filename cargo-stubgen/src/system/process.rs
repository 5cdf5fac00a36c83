//! Runs a process with limits of its time and of its output, and ends what it has started.

use super::group::{self, Group};
use super::stream::{Keep, Stream};
use std::fmt;
use std::io::{self, Write as _};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

/// A process that has ended.
#[derive(Debug)]
pub struct Ended {
    /// How.
    pub end: End,
    /// Its standard output.
    pub stdout: Vec<u8>,
    /// The beginning and the end of what it printed to standard error.
    pub stderr: String,
}

/// How a process ended.
#[derive(Debug, Clone, Copy)]
pub enum End {
    /// By itself, or by a signal.
    Exited(ExitStatus),
    /// It was killed after this time.
    TimedOut(Duration),
    /// It was killed because it printed too much.
    Flooded,
}

/// How a process ended that should have answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Death {
    /// By this signal or exception.
    Signal(String),
    /// With this exit code.
    Exit(i32),
    /// It was killed after this time.
    TimedOut(Duration),
    /// It was killed because it printed too much.
    Flooded,
}

/// The outcome of the process, as a predicate.
impl fmt::Display for Death {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signal(name) => write!(f, "crashed ({name})"),
            Self::Exit(code) => write!(f, "ended with exit code {code}"),
            Self::TimedOut(limit) => write!(f, "was stopped after {}s", limit.as_secs()),
            Self::Flooded => write!(f, "was stopped because it printed more than 16 MiB"),
        }
    }
}

impl From<End> for Death {
    fn from(end: End) -> Self {
        match end {
            End::TimedOut(limit) => Self::TimedOut(limit),
            End::Flooded => Self::Flooded,
            End::Exited(status) => match (signal_name(status), status.code()) {
                (Some(name), _) => Self::Signal(name),
                (None, code) => Self::Exit(code.unwrap_or(-1)),
            },
        }
    }
}

/// Runs `command` for at most `limit`, with `input` as its standard input. What it has started ends with it.
pub fn run_limited(command: &mut Command, input: Vec<u8>, limit: Duration) -> io::Result<Ended> {
    let stdin = if input.is_empty() { Stdio::null() } else { Stdio::piped() };
    command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut group = Group::start(command)?;
    let (leader, pipes) = group.pipes();
    let started = pipes.and_then(|(stdin, stdout, stderr)| {
        if let Some(mut stdin) = stdin {
            // A process that does not read its input must not make the command wait.
            thread::Builder::new().spawn(move || stdin.write_all(&input))?;
        }
        let stdout = Stream::read(stdout, Keep::All, move || group::stop(leader))?;
        Ok((stdout, Stream::read(stderr, Keep::Ends, move || group::stop(leader))?))
    });
    let (stdout, stderr) = match started {
        Ok(streams) => streams,
        Err(error) => {
            group.kill()?;
            return Err(error);
        }
    };
    let status = group.end_within(limit)?;
    let end = match status {
        _ if stdout.is_too_long() || stderr.is_too_long() => End::Flooded,
        Some(status) => End::Exited(status),
        None => End::TimedOut(limit),
    };
    if status.is_none() {
        group.kill()?;
    }
    let stderr = String::from_utf8_lossy(&stderr.finish()).into_owned();
    Ok(Ended { end, stdout: stdout.finish(), stderr })
}

/// Returns the name of the signal that ended a process, if one did.
#[cfg(unix)]
fn signal_name(status: ExitStatus) -> Option<String> {
    use std::os::unix::process::ExitStatusExt as _;
    let number = status.signal()?;
    // These numbers are the same on Linux and macOS, except for SIGBUS.
    let name = match number {
        4 => "SIGILL: illegal instruction",
        5 => "SIGTRAP: trap",
        6 => "SIGABRT: aborted",
        7 if cfg!(target_os = "linux") => "SIGBUS: bus error",
        10 if cfg!(target_os = "macos") => "SIGBUS: bus error",
        8 => "SIGFPE: arithmetic error",
        9 => "SIGKILL: killed, perhaps because memory ran out",
        11 => "SIGSEGV: segmentation fault",
        15 => "SIGTERM: terminated",
        _ => return Some(format!("signal {number}")),
    };
    Some(name.to_owned())
}

/// Returns the name of the exception that ended a process, if one did.
#[cfg(not(unix))]
fn signal_name(status: ExitStatus) -> Option<String> {
    let name = match status.code()?.cast_unsigned() {
        0xC000_0005 => "access violation",
        0xC000_001D => "illegal instruction",
        0xC000_00FD => "stack overflow",
        0xC000_0409 => "fail-fast abort",
        _ => return None,
    };
    Some(name.to_owned())
}
