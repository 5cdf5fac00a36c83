//! Rules about the command that `cargo stubgen test --trace` runs.

use std::io;
use std::path::PathBuf;

pyo3_stub_gen::__rules! {
    /// Why the calls of a command could not be compared with the stub.
    #[derive(Debug)]
    pub enum TraceRule {
        /// The command of `--trace` cannot be started.
        "broken-command": error, Command { program: String, source: io::Error } => {
            message: "cannot run `{program}`: {source}",
            remedy: "install it in the project's Python, or pass its path",
        }

        /// The command of `--trace` ran, but no process of it imported the extension where its calls can be watched.
        ///
        /// The watcher starts with Python, which finds it through `PYTHONPATH`. An interpreter with the options `-I`, `-E` or
        /// `-S`, and a tool that clears the environment, do not start it.
        "untraced": error, Untraced { command: String, module: String } => {
            message: "`{command}` did not import `{module}` in a process that is watched",
            remedy: "pass a command that imports it, in the project's Python and without `-I`, `-E` and `-S`",
        }

        /// The command of `--trace` failed. What it found until then is reported.
        "failed-command": error, Failed { command: String, status: String } => {
            message: "`{command}` {status}, so the calls that it did not make are not compared",
            remedy: "correct what the command reports, and run it again",
        }

        /// The watcher of `--trace` failed while the command ran, or the comparison of a call with the stub failed.
        ///
        /// The command ran on without being watched, so its calls prove nothing.
        "broken-watcher": error, Watcher { reason: String } => {
            message: "the calls could not all be watched: {reason}",
            remedy: "report it to the authors of pyo3-stub-gen",
        }

        /// Calls are watched by replacing functions of the extension, which is possible in CPython 3.10 and later.
        "unwatchable-python": error, Python { python: PathBuf } => {
            message: ("calls cannot be watched in `{python}`, which is not CPython 3.10 or later",
                      python = python.display()),
            remedy: "pass another interpreter with `--python PATH`",
        }
    }
}
