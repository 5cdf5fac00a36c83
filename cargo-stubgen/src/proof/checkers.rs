//! Runs type checkers on import statements with the unchanged stub, as users do.

use super::forms::Form;
use crate::args::CheckerName;
use crate::error::Error;
use crate::python::{install_command, isolate};
use crate::rules::{PythonRule, StubRule};
use crate::stub::Opened;
use crate::system::{End, Scratch, run_limited};
use crate::tree::StubTree;
use pyo3_stub_gen::generate::FileForm;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How much longer than loading the extension a checker may take.
const PATIENCE: u32 = 10;

impl CheckerName {
    /// Returns the name of its program and package.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mypy => "mypy",
            Self::Pyright => "pyright",
            Self::Basedpyright => "basedpyright",
            Self::Ty => "ty",
            Self::Pyrefly => "pyrefly",
            Self::Zuban => "zuban",
        }
    }

    /// Returns the arguments that make it print one line for each finding.
    fn arguments(self, python: &Path) -> Vec<String> {
        let python = python.display().to_string();
        let with = |words: &[&str]| -> Vec<String> {
            words.iter().map(|word| (*word).to_owned()).chain([python.clone()]).collect()
        };
        match self {
            Self::Mypy => with(&["--config-file=", "--no-pretty", "--no-incremental", "--python-executable"]),
            Self::Pyright | Self::Basedpyright => with(&["--pythonpath"]),
            Self::Ty => with(&["check", "--output-format=concise", "--python"]),
            Self::Pyrefly => with(&["check", "--output-format=min-text", "--python-interpreter-path"]),
            Self::Zuban => with(&["mypy", "--no-pretty", "--python-executable"]),
        }
    }
}

/// Returns the indices of the forms that `checker` rejects.
pub fn rejected(
    checker: CheckerName,
    opened: &Opened<'_>,
    tree: &StubTree,
    forms: &[Form],
) -> Result<Vec<usize>, Error> {
    if forms.is_empty() {
        return Ok(Vec::new());
    }
    let temporary = |source| StubRule::Temporary { source };
    let site = Scratch::directory().map_err(temporary)?;
    lay(&site, opened, tree, forms).map_err(temporary)?;
    let program = program(checker, &opened.python.path).ok_or_else(|| {
        let python = opened.python.path.clone();
        PythonRule::NoChecker { name: checker.name(), install: install_command(&python), python }
    })?;
    let mut command = Command::new(&program);
    command.args(checker.arguments(&opened.python.path)).args((0..forms.len()).map(file));
    command.current_dir(&*site).env("NO_COLOR", "1").env_remove("FORCE_COLOR");
    isolate(&mut command);
    let failed = |reason: String| PythonRule::Checker { name: checker.name(), reason };
    let ended = run_limited(&mut command, Vec::new(), opened.limit * PATIENCE)
        .map_err(|error| failed(error.to_string()))?;
    let status = match ended.end {
        End::Exited(status) => status,
        End::TimedOut(_) => return Err(failed("it takes too long".to_owned()).into()),
        End::Flooded => return Err(failed("it printed more than 16 MiB".to_owned()).into()),
    };
    let stdout = String::from_utf8_lossy(&ended.stdout);
    let errors: Vec<&str> = stdout.lines().filter(|line| is_error(line)).collect();
    let rejected: Vec<usize> = (0..forms.len())
        .filter(|index| errors.iter().any(|line| line.contains(&format!("{}:", file(*index)))))
        .collect();
    // A checker that rejects nothing exits with 0. Anything else is a mistake in how it is run.
    if rejected.is_empty() && !status.success() {
        return Err(failed(format!("{stdout}{}", ended.stderr).trim().to_owned()).into());
    }
    Ok(rejected)
}

fn is_error(line: &str) -> bool {
    ["error:", "error[", "ERROR"].iter().any(|word| line.contains(word))
}

fn file(index: usize) -> String {
    format!("import_form_{index}.py")
}

/// Returns the checker beside the interpreter, or the one on the path.
fn program(checker: CheckerName, python: &Path) -> Option<PathBuf> {
    let name = format!("{}{}", checker.name(), std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let directories = python.parent().map(Path::to_owned).into_iter().chain(std::env::split_paths(&path));
    directories.map(|directory| directory.join(&name)).find(|program| program.is_file())
}

/// Lays out the stub, the package around it, and a file for each form.
fn lay(site: &Path, opened: &Opened<'_>, tree: &StubTree, forms: &[Form]) -> std::io::Result<()> {
    if let Some(package) = &opened.project.package
        && let Some(name) = package.file_name()
    {
        copy_python(package, &site.join(name))?;
    }
    for stub in &tree.files {
        let path = stub.module.split('.').fold(site.to_owned(), |path, part| path.join(part));
        let path = match stub.form {
            FileForm::Package => path.join("__init__.pyi"),
            FileForm::Module => path.with_extension("pyi"),
        };
        fs_err::create_dir_all(path.parent().unwrap_or(site))?;
        fs_err::copy(&stub.path, path)?;
    }
    // Only errors count, and not matters of style.
    fs_err::write(site.join("pyrightconfig.json"), "{\"typeCheckingMode\": \"standard\"}")?;
    for (index, form) in forms.iter().enumerate() {
        fs_err::write(site.join(file(index)), format!("{}\n", form.code))?;
    }
    Ok(())
}

/// Copies what a type checker reads.
fn copy_python(from: &Path, to: &Path) -> std::io::Result<()> {
    fs_err::create_dir_all(to)?;
    for entry in fs_err::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        let is_read = path.extension().is_some_and(|it| ["py", "pyi", "typed"].iter().any(|end| it == *end));
        if path.is_dir() {
            copy_python(&path, &to.join(name))?;
        } else if is_read {
            fs_err::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}
