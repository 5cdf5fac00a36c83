//! Runs tools in an environment without the variables of Cargo and of an active Python environment.

use crate::{Outcome, when};
use std::env;
use std::ffi::OsStr;
use std::process::{Command, Output};

/// The prefixes of Cargo's own configuration in the environment. It belongs to the user, and stays.
const KEPT: [&str; 7] = [
    "CARGO_HOME",
    "CARGO_HTTP_",
    "CARGO_NET_",
    "CARGO_REGISTRIES_",
    "CARGO_REGISTRY_",
    "CARGO_SOURCE_",
    "CARGO_BUILD_JOBS",
];

/// The prefixes of variables that would make a tool behave as if it ran inside this test, or in the user's environment.
const DROPPED: [&str; 7] =
    ["CARGO_", "PYO3_", "PYTHON", "VIRTUAL_ENV", "CONDA_PREFIX", "MYPY", "RUST_BACKTRACE"];

/// A command without arguments.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let any = |prefixes: &[&str]| prefixes.iter().any(|prefix| text.starts_with(prefix));
        if any(&DROPPED) && !any(&KEPT) {
            command.env_remove(&name);
        }
    }
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("CARGO_TERM_COLOR", "never");
    command
}

/// The Cargo that runs this test.
#[must_use]
pub fn cargo() -> Command {
    let mut command = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    if let Some(target) = env::var_os("CARGO_TARGET_DIR") {
        command.env("CARGO_TARGET_DIR", target);
    }
    command
}

/// Runs `command` to its end, whether it succeeds or fails.
///
/// # Errors
///
/// That it cannot be started.
pub fn output(command: &mut Command) -> Outcome<Output> {
    let output = command.output();
    when(output, format_args!("starting {}", command.get_program().display()))
}

/// Runs `command`, which must succeed.
///
/// # Errors
///
/// All that it printed.
pub fn success(command: &mut Command) -> Outcome<Output> {
    let output = output(command)?;
    if output.status.success() { Ok(output) } else { Err(told(command, &output)) }
}

/// Returns the standard output of `command`, which must succeed.
///
/// # Errors
///
/// All that it printed.
pub fn stdout(command: &mut Command) -> Outcome<String> {
    let output = success(command)?;
    when(String::from_utf8(output.stdout), "reading what was printed")
}

/// A command that was run, with its output and its status.
#[must_use]
pub fn told(command: &Command, output: &Output) -> String {
    let mut text = format!("$ {}", command.get_program().display());
    for argument in command.get_args() {
        text.push_str(&format!(" {}", argument.display()));
    }
    if let Some(directory) = command.get_current_dir() {
        text.push_str(&format!("\n(in {})", directory.display()));
    }
    for stream in [&output.stdout, &output.stderr] {
        text.push('\n');
        text.push_str(String::from_utf8_lossy(stream).trim_end());
    }
    text.push_str(&format!("\n({})", output.status));
    text
}
