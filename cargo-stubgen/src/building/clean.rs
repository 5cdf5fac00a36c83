//! Keeps what was built from a copy of the project apart from what was built from the project.
//!
//! A package and its copy have the same names in the target directory, so Cargo takes the one for the other if its files are older
//! than the build. It would also look for changes in the files of the copy.

use super::options::{add_target, cargo, profile};
use crate::args::BuildArgs;
use crate::error::Error;
use crate::find::{self, Extension};
use crate::rules::BuildRule;
use crate::system::Companion;
use pyo3_stub_gen::text::path::absolute;
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The file that exists while there is something to remove, below the target directory.
const MARK: &str = "cargo-stubgen/copy.json";

/// What is to be removed.
#[derive(Debug, Serialize, Deserialize)]
struct Leftover {
    /// The manifest of the extension in the copy.
    manifest: PathBuf,
    /// The arguments of Cargo that remove it.
    arguments: Vec<String>,
}

/// Does `work`, which builds `extension`, the copy of one. What was built from the packages of its workspace is removed before and
/// afterwards, but not what was built from their dependencies.
pub fn apart<T>(
    extension: &Extension,
    build: &BuildArgs,
    work: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    let leftover = Leftover { manifest: extension.manifest.clone(), arguments: arguments(extension, build)? };
    let mark = target_directory(extension, build).join(MARK);
    let failed = |reason: String| BuildRule::CopyLeft { reason };
    let text = serde_json::to_vec(&leftover).map_err(|error| failed(error.to_string()))?;
    leftover.remove()?;
    let directory = mark.parent().unwrap_or(Path::new("."));
    fs_err::create_dir_all(directory)
        .and_then(|()| fs_err::write(&mark, text))
        .map_err(|error| failed(error.to_string()))?;
    let outcome = work();
    let removed = leftover.remove();
    if removed.is_ok() {
        let _ = fs_err::remove_file(&mark);
    }
    let outcome = outcome?;
    removed?;
    Ok(outcome)
}

/// Removes what a run that was interrupted has built from a copy, unless `extension` is that copy.
pub fn settle(extension: &Extension, build: &BuildArgs) -> Result<(), Error> {
    let mark = target_directory(extension, build).join(MARK);
    let Ok(text) = std::fs::read(&mark) else { return Ok(()) };
    match serde_json::from_slice::<Leftover>(&text) {
        Ok(leftover) if leftover.manifest == extension.manifest => return Ok(()),
        Ok(leftover) if leftover.manifest.is_file() => leftover.remove()?,
        // The copy is gone, and so is what was built from it, or the mark was not complete, so nothing had been built.
        Ok(_) | Err(_) => {}
    }
    let _ = fs_err::remove_file(&mark);
    Ok(())
}

impl Leftover {
    fn remove(&self) -> Result<(), Error> {
        let failed = |reason: String| BuildRule::CopyLeft { reason };
        let mut command = Command::new(cargo());
        command.args(&self.arguments);
        let output = Companion::output(&mut command).map_err(|error| failed(error.to_string()))?;
        if output.status.success() {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&output.stderr);
        Err(failed(text.trim().trim_start_matches("error: ").to_owned()).into())
    }
}

/// Returns the arguments with which Cargo removes what was built from the workspace of `extension`.
fn arguments(extension: &Extension, build: &BuildArgs) -> Result<Vec<String>, Error> {
    let mut command = Command::new(cargo());
    command.args(["clean", "--manifest-path"]).arg(&extension.manifest);
    for name in find::member_names(&extension.manifest, build)? {
        command.args(["--package", &name]);
    }
    if let Some(profile) = profile(extension, build) {
        command.args(["--profile", &profile]);
    }
    let flags = [("--locked", build.locked), ("--offline", build.offline), ("--frozen", build.frozen)];
    command.args(flags.iter().filter(|(_, is_on)| *is_on).map(|(flag, _)| flag));
    add_target(&mut command, build);
    Ok(command.get_args().map(OsStr::to_string_lossy).map(String::from).collect())
}

fn target_directory(extension: &Extension, build: &BuildArgs) -> PathBuf {
    build.target_dir.as_deref().map_or_else(|| extension.target_directory.clone(), absolute)
}
