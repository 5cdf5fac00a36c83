//! Runs programs, in an environment without variables of Cargo or of an active Python environment, and measures their
//! cost.

use crate::results::Values;
use anyhow::{Context, Result, bail};
use fs_err as fs;
use std::env;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4;

/// What Cargo's own configuration in the environment begins with. It is the user's, and stays.
const KEPT: [&str; 6] =
    ["CARGO_HOME", "CARGO_HTTP_", "CARGO_NET_", "CARGO_REGISTRIES_", "CARGO_REGISTRY_", "CARGO_SOURCE_"];

/// What would make a tool behave as if it ran inside this program, or inside the user's environment.
const DROPPED: [&str; 6] = ["CARGO", "PYO3_", "PYTHON", "VIRTUAL_ENV", "CONDA_PREFIX", "RUST"];

/// What says where the toolchain is, although its name begins like something dropped.
const TOOLCHAIN: [&str; 2] = ["RUSTUP_HOME", "RUSTUP_TOOLCHAIN"];

/// A command without arguments.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let any = |prefixes: &[&str]| prefixes.iter().any(|prefix| text.starts_with(prefix));
        if any(&DROPPED) && !any(&KEPT) && !any(&TOOLCHAIN) {
            command.env_remove(&name);
        }
    }
    command.env("CARGO_TERM_COLOR", "never");
    command
}

/// The Cargo that runs this program.
pub fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// What `command`, which must succeed, prints.
pub fn stdout(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| told(command))?;
    if !output.status.success() {
        bail!("{}\n{}", told(command), String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// What `command`, which must succeed, takes. Its messages go to the file `log` on the way.
pub fn timed(command: &mut Command, log: &Path) -> Result<Values> {
    let file = fs::File::create(log)?.into_file();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file);
    let start = Instant::now();
    let child = command.spawn().with_context(|| told(command))?;
    let used = child.wait4().with_context(|| told(command))?;
    let wall = start.elapsed().as_secs_f64();
    let messages = fs::read_to_string(log)?;
    if !used.status.success() {
        bail!("{}\n{messages}", told(command));
    }
    Ok(Values {
        wall: Some(wall),
        cpu: Some((used.rusage.utime + used.rusage.stime).as_secs_f64()),
        memory: Some(used.rusage.maxrss as f64),
        crates: Some(compiled(&messages) as f64),
        bytes: None,
    })
}

/// How many crates Cargo's messages say it compiled.
fn compiled(messages: &str) -> usize {
    messages.lines().filter(|line| line.trim_start().starts_with("Compiling ")).count()
}

/// A command, as a person would type it.
fn told(command: &Command) -> String {
    let arguments: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
    let program = command.get_program().to_string_lossy();
    let place = command.get_current_dir().map(|directory| format!(" (in {})", directory.display()));
    format!("$ {program} {}{}", arguments.join(" "), place.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_are_counted_by_cargos_word() {
        let messages =
            "    Updating index\n   Compiling pyo3 v0.30.1\n   Compiling a v0.1.0 (/a)\n    Finished";
        assert_eq!(compiled(messages), 2);
    }
}
