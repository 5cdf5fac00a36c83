//! The five type checkers, and stubtest without flags or an allowlist.

use crate::run::{self, command};
use crate::{Outcome, venv, when};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A type checker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checker {
    /// mypy.
    Mypy,
    /// basedpyright.
    Basedpyright,
    /// ty.
    Ty,
    /// pyrefly.
    Pyrefly,
    /// zuban.
    Zuban,
}

/// How strict a checker is, and how it reports errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// As strict as possible.
    Strictest,
    /// As users run it, with one line for each error.
    Line,
}

/// The version of Python and the platform that a checker checks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The version, such as `3.10`.
    pub python: String,
    /// The value of `sys.platform`: `linux` or `win32`.
    pub platform: &'static str,
}

/// How a checker is called.
struct CommandLine {
    name: &'static str,
    /// Its arguments in either manner.
    always: &'static [&'static str],
    /// The arguments that make it strictest.
    strictest: &'static [&'static str],
    /// The arguments that make it print one line for each error.
    line: &'static [&'static str],
    /// The option that names the interpreter. mypy uses the one that it is installed in.
    interpreter: Option<&'static str>,
    /// The option that names the platform, and its value for Windows and for Linux.
    platform: (&'static str, [&'static str; 2]),
    /// The option that names the version of Python.
    version: &'static str,
}

/// Names of platforms, as Python has them.
const AS_PYTHON: [&str; 2] = ["win32", "linux"];

impl Checker {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Mypy, Self::Basedpyright, Self::Ty, Self::Pyrefly, Self::Zuban];

    const fn command_line(self) -> CommandLine {
        match self {
            Self::Mypy => CommandLine {
                name: "mypy",
                // mypy treats two files with the same name, size and time as the same file, so caches are not shared.
                always: &["--cache-dir=.mypy_cache"],
                strictest: &["--strict"],
                line: &["--no-pretty"],
                interpreter: None,
                platform: ("--platform", AS_PYTHON),
                version: "--python-version",
            },
            // A file sets how strict it is.
            Self::Basedpyright => CommandLine {
                name: "basedpyright",
                always: &[],
                strictest: &["--warnings"],
                line: &[],
                interpreter: Some("--pythonpath"),
                platform: ("--pythonplatform", ["Windows", "Linux"]),
                version: "--pythonversion",
            },
            Self::Ty => CommandLine {
                name: "ty",
                always: &["check"],
                strictest: &["--error-on-warning"],
                line: &["--output-format=concise"],
                interpreter: Some("--python"),
                platform: ("--python-platform", AS_PYTHON),
                version: "--python-version",
            },
            Self::Pyrefly => CommandLine {
                name: "pyrefly",
                always: &["check", "--preset=strict"],
                strictest: &[],
                line: &["--output-format=min-text"],
                interpreter: Some("--python-interpreter-path"),
                platform: ("--python-platform", AS_PYTHON),
                version: "--python-version",
            },
            Self::Zuban => CommandLine {
                name: "zuban",
                always: &["mypy"],
                strictest: &["--strict"],
                line: &["--no-pretty"],
                interpreter: Some("--python-executable"),
                platform: ("--platform", AS_PYTHON),
                version: "--python-version",
            },
        }
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.command_line().name
    }

    /// The errors of every checker in `files` of the directory `site`.
    #[must_use]
    pub fn findings(site: &Path, files: &[&Path]) -> Vec<String> {
        Self::ALL.into_iter().filter_map(|checker| checker.check(site, files).err()).collect()
    }

    /// Checks `files` of the directory `site` at its strictest.
    ///
    /// # Errors
    ///
    /// Its findings.
    pub fn check(self, site: &Path, files: &[&Path]) -> Outcome {
        run::success(self.command(Manner::Strictest, site)?.args(files)).map(drop)
    }

    /// The same command, which checks for `side`.
    ///
    /// # Errors
    ///
    /// That the tools cannot be installed, or that its settings cannot be written.
    pub fn command_for(self, manner: Manner, site: &Path, side: &Side) -> Outcome<Command> {
        let mut checker = self.command(manner, site)?;
        let line = self.command_line();
        let (option, [windows, linux]) = line.platform;
        checker.args([option, if side.platform == "win32" { windows } else { linux }]);
        checker.args([line.version, &side.python]);
        Ok(checker)
    }

    /// The command that checks files of the directory `site`. They are its last arguments.
    ///
    /// # Errors
    ///
    /// That the tools cannot be installed, or that its settings cannot be written.
    pub fn command(self, manner: Manner, site: &Path) -> Outcome<Command> {
        let tools = venv::tools()?;
        let line = self.command_line();
        let mut checker = command(tools.program(line.name));
        checker.current_dir(site).args(line.always);
        checker.args(if manner == Manner::Strictest { line.strictest } else { line.line });
        if self == Self::Basedpyright {
            let mode = if manner == Manner::Strictest { "strict" } else { "standard" };
            let settings = site.join("pyrightconfig.json");
            when(fs::write(&settings, format!(r#"{{"typeCheckingMode": "{mode}"}}"#)), settings.display())?;
        }
        if let Some(option) = line.interpreter {
            checker.arg(option).arg(tools.python());
        }
        Ok(checker)
    }
}

/// Compares the stubs of `module` in `site` with the interpreter, by `mypy.stubtest` with its defaults.
///
/// # Errors
///
/// Its findings.
pub fn stubtest(site: &Path, module: &str) -> Outcome {
    run::success(&mut stubtest_command(site, module)?).map(drop)
}

/// The command that [`stubtest`] runs.
///
/// # Errors
///
/// That the tools cannot be installed.
pub fn stubtest_command(site: &Path, module: &str) -> Outcome<Command> {
    let mut stubtest = command(venv::tools()?.python());
    stubtest.args(["-m", "mypy.stubtest", module]).current_dir(site);
    stubtest.env("PYTHONPATH", site).env("MYPYPATH", site);
    Ok(stubtest)
}

/// Runs the pytest tests in `tests` with the modules in `site`.
///
/// # Errors
///
/// If a step fails.
pub fn pytest(site: &Path, tests: &Path) -> Outcome {
    let mut pytest = command(venv::tools()?.python());
    pytest.args(["-m", "pytest", "--quiet", "-p", "no:cacheprovider"]).arg(tests);
    run::success(pytest.current_dir(site).env("PYTHONPATH", site)).map(drop)
}

/// Runs the Python file `code` with the modules in `site`.
///
/// # Errors
///
/// The exception that it raised.
pub fn python(site: &Path, code: &Path) -> Outcome {
    let mut python = command(venv::tools()?.python());
    run::success(python.arg(code).current_dir(site).env("PYTHONPATH", site)).map(drop)
}
