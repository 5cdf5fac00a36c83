//! Rules about the interpreter and the type checkers beside it.

use pyo3_stub_gen::generate::PythonVersion;
use std::path::PathBuf;

pyo3_stub_gen::__rules! {
    /// Why an interpreter or a type checker could not be used.
    #[derive(Debug)]
    pub enum PythonRule {
        /// No interpreter was chosen, and neither `python3` nor `python` works.
        "no-python": error, NoPython { tried: Vec<String> } => {
            message: "no Python interpreter was found",
            remedy: ("pass `--python PATH`, or activate a virtual environment\ntried: {tried}",
                     tried = tried.join("\n       ")),
        }

        /// The interpreter that was chosen does not start, or is not Python 3.
        "broken-python": error, BadPython { path: PathBuf, origin: &'static str, reason: String } => {
            message: ("the Python interpreter `{path}` ({origin}) does not work: {reason}", path = path.display()),
            remedy: [match *origin {
                "--python" => "pass an interpreter or a virtual environment to `--python`".to_owned(),
                origin => format!("correct {origin}, or pass another interpreter with `--python PATH`"),
            }],
        }

        /// `cargo stubgen test` uses `mypy.stubtest`, which is a part of mypy. It must be installed in the project's
        /// Python.
        "missing-mypy": error, NoMypy { python: PathBuf, install: String, skip: &'static str } => {
            message: ("mypy is not installed for `{python}`", python = python.display()),
            remedy: "run `{install} mypy`, or name a mypy with `--mypy PATH`{skip}",
        }

        /// The interpreter is older than what the project requires in `requires-python` or `python-version`. The stub then
        /// uses names that the type checkers of this interpreter reject, and pip does not install the extension there.
        "old-python": error, OldPython { python: PathBuf, version: PythonVersion, oldest: PythonVersion } => {
            message: ("the stub is for Python {oldest} and later, but `{python}` is Python {version}",
                      python = python.display()),
            remedy: "pass an interpreter that is new enough with `--python PATH`, or state the oldest version that the \
                     extension supports in `requires-python`",
        }

        /// mypy is older than what `cargo stubgen test` needs. Its stubtest would report what newer ones accept.
        "old-mypy": error, OldMypy { version: String, oldest: String, install: String, skip: &'static str } => {
            message: "mypy {version} is too old: `cargo stubgen test` needs mypy {oldest} or later",
            remedy: "run `{install} --upgrade mypy`, or name another mypy with `--mypy PATH`{skip}",
        }

        /// `--mypy` does not lead to an installation of mypy.
        "wrong-mypy": error, WrongMypy { path: PathBuf } => {
            message: ("`{path}` does not lead to an installation of mypy", path = path.display()),
            remedy: "pass the virtual environment that mypy is installed in, its interpreter, or its program `mypy`",
        }

        /// A type checker that `--checker` names is neither installed beside the project's Python nor on the `PATH`.
        "missing-checker": error, NoChecker { name: &'static str, python: PathBuf, install: String } => {
            message: ("{name} is not installed for `{python}`", python = python.display()),
            remedy: "run `{install} {name}`",
        }

        /// A type checker failed, or its output has an unknown format.
        "broken-checker": error, Checker { name: &'static str, reason: String } => {
            message: "{name} cannot check the stub: {reason}",
            remedy: [match *name {
                "mypy" => "install mypy for the version of Python that the project uses, or name such a mypy with \
                           `--mypy PATH`".to_owned(),
                name => format!("run `{name}` on the stub to see what it objects to, or install it again"),
            }],
        }
    }
}
