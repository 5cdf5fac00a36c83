//! The program under test: `cargo stubgen`, built from this checkout.

use crate::project::{Project, StubForm};
use crate::run::{self, cargo, command};
use crate::{Outcome, places, venv, when};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The files of a stub, by their place in a directory that Python imports from.
pub type Files = BTreeMap<PathBuf, String>;

/// The built program.
///
/// # Errors
///
/// The output of the compiler.
pub fn program() -> Outcome<&'static Path> {
    static PROGRAM: LazyLock<Outcome<PathBuf>> = LazyLock::new(build);
    PROGRAM.as_deref().map_err(Clone::clone)
}

fn build() -> Outcome<PathBuf> {
    let mut build = cargo();
    build.args(["build", "--package=cargo-stubgen", "--message-format=json-render-diagnostics"]);
    let messages = run::stdout(build.current_dir(places::root()))?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .next_back()
        .ok_or_else(|| "cargo build made no program".to_owned())
}

/// `cargo stubgen` for the project of `manifest`, in the project's environment, building in `target`.
///
/// # Errors
///
/// That it cannot be built, or that an environment cannot be made.
pub fn stubgen(manifest: &Path, target: &Path) -> Outcome<Command> {
    let mut stubgen = command(program()?);
    stubgen.arg("stubgen").env("CARGO_TARGET_DIR", target);
    venv::activate(&mut stubgen)?;
    if let Some(directory) = manifest.parent() {
        when(directory.canonicalize(), manifest.display()).map(|directory| stubgen.current_dir(directory))?;
    }
    Ok(stubgen)
}

/// The stub of the project of `manifest`, as text.
///
/// # Errors
///
/// The output of `cargo stubgen`.
pub fn text(manifest: &Path, target: &Path) -> Outcome<String> {
    run::stdout(stubgen(manifest, target)?.args(["--locked", "--stdout"]))
}

/// The files of the stub of `project`.
///
/// # Errors
///
/// The output of `cargo stubgen`.
pub fn files(project: &Project, target: &Path) -> Outcome<Files> {
    if project.form == StubForm::File {
        return Ok(Files::from([(project.stub_in_site(), text(&project.manifest(), target)?)]));
    }
    let directory = when(tempfile::tempdir(), "making a directory")?;
    let module = directory.path().join(project.module_in_site());
    let mut stubgen = stubgen(&project.manifest(), target)?;
    run::success(stubgen.args(["--locked", "--output"]).arg(module.with_extension("pyi")))?;
    let paths = places::files(directory.path())?;
    paths
        .iter()
        .map(|path| {
            let place = when(path.strip_prefix(directory.path()), path.display())?;
            Ok((place.to_owned(), when(fs::read_to_string(path), path.display())?))
        })
        .collect()
}

/// `cargo stubgen test` of the committed stub of `project`, with the extension that was built to `library`.
///
/// # Errors
///
/// That it cannot be built, or that an environment cannot be made.
pub fn test(project: &Project, library: &Path) -> Outcome<Command> {
    // The shared library is given, so nothing is built for another interpreter.
    let python = venv::tools()?.python();
    let mut test = command(program()?);
    test.args(["stubgen", "test", "--artifact"]).arg(library).arg("--python").arg(python);
    when(project.directory.canonicalize(), project.directory.display())
        .map(|directory| test.current_dir(directory))?;
    Ok(test)
}

/// Proves the committed stub of `project`.
///
/// # Errors
///
/// The result of `cargo stubgen test`.
pub fn prove(project: &Project, library: &Path) -> Outcome {
    run::success(&mut test(project, library)?).map(drop)
}
