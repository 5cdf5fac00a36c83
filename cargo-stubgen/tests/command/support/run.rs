//! One run of the command, without what differs from run to run.

use std::path::Path;
use std::process::Command;

/// The status lines of Cargo in any build.
const CARGOS: [&str; 6] = ["Compiling ", "Finished ", "Locking ", "Updating ", "Adding ", "Blocking "];

/// The outcome of a run of the command.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: Option<i32>,
    /// Its standard output.
    pub stdout: String,
    /// What it printed to standard error, without Cargo's status lines. The project's
    /// directory is `[project]`, and times are `[time]`.
    pub stderr: String,
}

impl Run {
    /// Runs `command`, and waits for it.
    pub fn of(command: &mut Command, root: &Path) -> Self {
        let output = command.output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: told(&stderr, root),
        }
    }
}

fn told(stderr: &str, root: &Path) -> String {
    let stderr = stderr.replace(&root.display().to_string(), "[project]").replace('\\', "/");
    let mut lines = Vec::new();
    for line in stderr.lines() {
        if !CARGOS.iter().any(|word| line.trim_start().starts_with(word)) {
            lines.push(without_time(line));
        }
    }
    lines.join("\n")
}

/// The line, with `[time]` for the time at its end.
fn without_time(line: &str) -> String {
    let is_time = |text: &str| text.ends_with('s') && text.starts_with(|c: char| c.is_ascii_digit());
    match line.rsplit_once(" in ") {
        Some((start, end)) if is_time(end) => format!("{start} in [time]"),
        _ => line.to_owned(),
    }
}
