//! The five type checkers at their strictest, and stubtest with no flag and no allowlist.

use crate::run::{self, command};
use crate::{Outcome, venv, when};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A type checker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checker {
    /// `mypy --strict`.
    Mypy,
    /// basedpyright with `typeCheckingMode = "strict"`.
    Basedpyright,
    /// ty, with warnings as errors.
    Ty,
    /// pyrefly with its preset `strict`.
    Pyrefly,
    /// `zuban mypy --strict`.
    Zuban,
}

impl Checker {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Mypy, Self::Basedpyright, Self::Ty, Self::Pyrefly, Self::Zuban];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mypy => "mypy",
            Self::Basedpyright => "basedpyright",
            Self::Ty => "ty",
            Self::Pyrefly => "pyrefly",
            Self::Zuban => "zuban",
        }
    }

    /// Checks `files` of the directory `site`.
    ///
    /// # Errors
    ///
    /// What it found.
    pub fn check(self, site: &Path, files: &[&Path]) -> Outcome {
        run::success(self.command(site)?.args(files)).map(drop)
    }

    fn command(self, site: &Path) -> Outcome<Command> {
        let tools = venv::tools()?;
        let python = tools.python();
        let mut checker = command(tools.program(self.name()));
        checker.current_dir(site);
        match self {
            // mypy takes two files of one name, size and time for one and the same, so no cache is shared.
            Self::Mypy => checker.args(["--strict", "--cache-dir=.mypy_cache"]),
            Self::Basedpyright => {
                let settings = site.join("pyrightconfig.json");
                when(fs::write(&settings, r#"{"typeCheckingMode": "strict"}"#), settings.display())?;
                checker.arg("--warnings").arg("--pythonpath").arg(python)
            }
            Self::Ty => checker.args(["check", "--error-on-warning", "--python"]).arg(python),
            Self::Pyrefly => {
                checker.args(["check", "--preset=strict", "--python-interpreter-path"]).arg(python)
            }
            Self::Zuban => checker.args(["mypy", "--strict", "--python-executable"]).arg(python),
        };
        Ok(checker)
    }
}

/// Holds the stubs of `module` in `site` against the interpreter, with `mypy.stubtest` as it comes.
///
/// # Errors
///
/// What it found.
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

/// Runs the pytest tests in `tests` against what `site` holds.
///
/// # Errors
///
/// What failed.
pub fn pytest(site: &Path, tests: &Path) -> Outcome {
    let mut pytest = command(venv::tools()?.python());
    pytest.args(["-m", "pytest", "--quiet", "-p", "no:cacheprovider"]).arg(tests);
    run::success(pytest.current_dir(site).env("PYTHONPATH", site)).map(drop)
}

/// Runs the Python file `code` against what `site` holds.
///
/// # Errors
///
/// What it raised.
pub fn python(site: &Path, code: &Path) -> Outcome {
    let mut python = command(venv::tools()?.python());
    run::success(python.arg(code).current_dir(site).env("PYTHONPATH", site)).map(drop)
}
