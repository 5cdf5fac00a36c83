//! The command that is watched, and its environment.

use crate::args::TraceArgs;
use crate::extract::search_variable;
use crate::stub::Opened;
use pyo3_stub_gen::text::path::absolute;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The variable by which the watcher finds its request.
const REQUEST: &str = "CARGO_STUBGEN_TRACE";
/// The variable in which pytest finds plugins, and the one that lets tests fail.
const PLUGINS: &str = "PYTEST_PLUGINS";
const PLUGIN: &str = "_stubgen_trace.pytest_plugin";
const PATH: &str = "PATH";
const PYTHON_PATH: &str = "PYTHONPATH";

/// Returns the command of `args` in the environment of the project's Python. Every Python process that it starts finds
/// the watcher in the directory `hook`.
pub fn of(opened: &Opened<'_>, args: &TraceArgs, hook: &Path, job: &Path) -> Command {
    let (program, arguments) =
        args.command.split_first().map_or((None, &[][..]), |(it, rest)| (Some(it), rest));
    let programs = programs(&opened.python.path);
    let mut command = Command::new(program.map_or_else(OsString::new, |program| found(program, &programs)));
    command.args(arguments);
    if let Some(path) = with_first(PATH, &programs) {
        command.env(PATH, path);
    }
    if let Some(environment) = programs.parent().filter(|parent| parent.join("pyvenv.cfg").is_file()) {
        command.env("VIRTUAL_ENV", environment).env_remove("PYTHONHOME");
    }
    if let Some((name, value)) = search_variable(&opened.search_path) {
        command.env(name, value);
    }
    if let Some(path) = with_first(PYTHON_PATH, hook) {
        command.env(PYTHON_PATH, path);
    }
    command.env(REQUEST, job);
    if args.trace_fail_fast {
        let others = std::env::var(PLUGINS).ok().filter(|others| !others.is_empty());
        command.env(PLUGINS, others.into_iter().chain([PLUGIN.to_owned()]).collect::<Vec<_>>().join(","));
    }
    command
}

/// Returns the command as a user wrote it, without quotation marks.
pub fn shown(args: &TraceArgs) -> String {
    args.command.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Returns the directory of the programs that are installed in a Python.
fn programs(python: &Path) -> PathBuf {
    absolute(python).parent().map_or_else(PathBuf::new, Path::to_owned)
}

/// Returns the program that a name means in the environment: the one in `programs`, if it is there.
fn found(program: &OsString, programs: &Path) -> OsString {
    let is_name = Path::new(program).components().count() == 1;
    let installed = programs.join(program).with_extension(std::env::consts::EXE_EXTENSION);
    if is_name && installed.is_file() { installed.into() } else { program.clone() }
}

/// Returns the value of a variable that lists paths, with `first` before all others.
fn with_first(variable: &str, first: &Path) -> Option<OsString> {
    let before = std::env::var_os(variable).unwrap_or_default();
    let rest = std::env::split_paths(&before).filter(|path| !path.as_os_str().is_empty());
    std::env::join_paths(std::iter::once(first.to_owned()).chain(rest)).ok()
}
