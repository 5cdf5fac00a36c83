//! The program under test: `cargo stubgen`, built from this checkout.

use crate::run::{self, cargo, command};
use crate::{Outcome, places, venv, when};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The built program.
///
/// # Errors
///
/// What the compiler said.
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
/// What `cargo stubgen` said.
pub fn text(manifest: &Path, target: &Path) -> Outcome<String> {
    run::stdout(stubgen(manifest, target)?.args(["--locked", "--stdout"]))
}
