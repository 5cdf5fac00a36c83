//! Runs a process with a time limit, and keeps its output.
//!
//! Output goes to temporary files and not through pipes, which a grandchild could keep open.

use super::group::Group;
use std::fmt;
use std::io::{self, Read as _, Seek as _};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

/// A process that has ended.
#[derive(Debug)]
pub struct Ended {
    /// How.
    pub end: End,
    /// What it printed to standard output.
    pub stdout: String,
    /// What it printed to standard error.
    pub stderr: String,
}

/// How a process ended.
#[derive(Debug, Clone, Copy)]
pub enum End {
    /// By itself, or by a signal.
    Exited(ExitStatus),
    /// It was killed after this time.
    TimedOut(Duration),
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
}

/// What the process did, as it follows its name.
impl fmt::Display for Death {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signal(name) => write!(f, "crashed ({name})"),
            Self::Exit(code) => write!(f, "ended with exit code {code}"),
            Self::TimedOut(limit) => write!(f, "was stopped after {}s", limit.as_secs()),
        }
    }
}

impl From<End> for Death {
    fn from(end: End) -> Self {
        match end {
            End::TimedOut(limit) => Self::TimedOut(limit),
            End::Exited(status) => match (signal_name(status), status.code()) {
                (Some(name), _) => Self::Signal(name),
                (None, code) => Self::Exit(code.unwrap_or(-1)),
            },
        }
    }
}

/// Runs `command` for at most `limit`.
pub fn run_limited(command: &mut Command, limit: Duration) -> io::Result<Ended> {
    let (mut stdout, mut stderr) = (tempfile::tempfile()?, tempfile::tempfile()?);
    command.stdin(Stdio::null()).stdout(stdout.try_clone()?).stderr(stderr.try_clone()?);
    let end = wait(Group::start(command)?, limit)?;
    let text = |file: &mut std::fs::File| -> io::Result<String> {
        let mut bytes = Vec::new();
        file.rewind()?;
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    Ok(Ended { end, stdout: text(&mut stdout)?, stderr: text(&mut stderr)? })
}

fn wait(mut group: Group, limit: Duration) -> io::Result<End> {
    if let Some(status) = group.end_within(limit)? {
        return Ok(End::Exited(status));
    }
    group.kill()?;
    Ok(End::TimedOut(limit))
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
        9 => "SIGKILL: killed, perhaps for want of memory",
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
