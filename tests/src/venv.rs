//! The Python environments: one with the pinned tools, one that stands for the user's project.
//!
//! Both are made on first use. Test processes run in parallel, so a lock file guards the making.

use crate::run::{self, command};
use crate::{Outcome, places, when};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The tools, and their versions.
const REQUIREMENTS: &str = include_str!("../requirements.txt");

/// A virtual environment.
#[derive(Debug, Clone)]
pub struct Venv {
    directory: PathBuf,
}

impl Venv {
    /// Where it lies.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// A program of it.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        let programs = self.directory.join(if cfg!(windows) { "Scripts" } else { "bin" });
        programs.join(name).with_extension(if cfg!(windows) { "exe" } else { "" })
    }

    /// Its interpreter.
    #[must_use]
    pub fn python(&self) -> PathBuf {
        self.program("python")
    }
}

/// The environment with the tools of `requirements.txt`.
///
/// # Errors
///
/// That it cannot be made.
pub fn tools() -> Outcome<&'static Venv> {
    static TOOLS: LazyLock<Outcome<Venv>> = LazyLock::new(|| made("tools", REQUIREMENTS, make_tools));
    TOOLS.as_ref().map_err(Clone::clone)
}

/// The environment of the user's project. Every extension is built for it, and maturin installs into it.
///
/// # Errors
///
/// That it cannot be made.
pub fn project() -> Outcome<&'static Venv> {
    static PROJECT: LazyLock<Outcome<Venv>> = LazyLock::new(|| made("project", "", make_bare));
    PROJECT.as_ref().map_err(Clone::clone)
}

/// An environment with the pinned mypy for the interpreter `base`, which is Python 3.`minor`.
///
/// # Errors
///
/// That it cannot be made.
pub fn mypy_for(base: &Path, minor: u32) -> Outcome<Venv> {
    let mypy: Vec<&str> = REQUIREMENTS.lines().filter(|line| line.starts_with("mypy==")).collect();
    let contents = format!("{}\n", mypy.concat());
    made(&format!("mypy-3.{minor}"), &contents, |venv, requirements| {
        make_with(|| command(base), venv, requirements)
    })
}

/// Makes `command` run as in an activated project environment, with the tools on its `PATH`.
///
/// # Errors
///
/// That an environment cannot be made.
pub fn activate(command: &mut Command) -> Outcome {
    let (project, tools) = (project()?, tools()?);
    let mut path = Vec::new();
    for venv in [project, tools] {
        path.extend(venv.python().parent().map(Path::to_owned));
    }
    if let Some(inherited) = std::env::var_os("PATH") {
        path.extend(std::env::split_paths(&inherited));
    }
    let path = when(std::env::join_paths(path), "joining PATH")?;
    command.env("VIRTUAL_ENV", project.directory()).env("PATH", path);
    Ok(())
}

/// The environment `name`, made by `make` unless it was already made for the same `contents`.
fn made(name: &str, contents: &str, make: impl FnOnce(&Venv, &Path) -> Outcome) -> Outcome<Venv> {
    let parent = places::own("python")?;
    let lock = when(File::create(parent.join(format!("{name}.lock"))), "making a lock file")?;
    when(lock.lock(), "taking the lock")?;

    let venv = Venv { directory: parent.join(name) };
    let (stamp, stamped) = (parent.join(format!("{name}.stamp")), format!("{contents}{}", parent.display()));
    if fs::read_to_string(&stamp).is_ok_and(|found| found == stamped) {
        return Ok(venv);
    }
    let requirements = parent.join(format!("{name}.txt"));
    when(fs::write(&requirements, contents), requirements.display())?;
    make(&venv, &requirements)?;
    when(fs::write(&stamp, stamped), stamp.display())?;
    Ok(venv)
}

/// The interpreter that environments are made from.
fn base_python() -> Command {
    command(if cfg!(windows) { "python" } else { "python3" })
}

fn make_bare(venv: &Venv, _: &Path) -> Outcome {
    bare(&mut base_python(), venv)
}

fn bare(base: &mut Command, venv: &Venv) -> Outcome {
    run::success(base.args(["-m", "venv", "--clear", "--without-pip"]).arg(venv.directory())).map(drop)
}

fn make_tools(venv: &Venv, requirements: &Path) -> Outcome {
    make_with(base_python, venv, requirements)
}

/// Some distributions have `ensurepip` in a separate package. The interpreter's own pip installs the tools there.
fn make_with(base: impl Fn() -> Command, venv: &Venv, requirements: &Path) -> Outcome {
    let with_pip = run::output(base().args(["-m", "venv", "--clear"]).arg(venv.directory()))?;
    let mut pip = if with_pip.status.success() {
        let mut pip = command(venv.python());
        pip.args(["-m", "pip", "install"]);
        pip
    } else {
        bare(&mut base(), venv)?;
        let mut pip = base();
        pip.args(["-m", "pip", "--python"]).arg(venv.python()).args(["install", "pip"]);
        pip
    };
    pip.args(["--quiet", "--disable-pip-version-check", "--requirement"]).arg(requirements);
    run::success(&mut pip)?;
    Ok(())
}
