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
use std::fs::File;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The directory of the marks, below the target directory. A copy has one while there is something to remove, and the run that
/// works on it holds a lock on the mark.
const MARKS: &str = "cargo-stubgen/copies";

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
    let path = marks(extension, build).join(name(&extension.manifest));
    // Another run may work on the same copy.
    let mark = locked(&path, &leftover).map_err(|error| BuildRule::CopyLeft { reason: error.to_string() })?;
    leftover.remove()?;
    let outcome = work();
    let removed = leftover.remove();
    if removed.is_ok() {
        let _ = fs_err::remove_file(&path);
    }
    drop(mark);
    let outcome = outcome?;
    removed?;
    Ok(outcome)
}

/// Removes what runs that were interrupted have built from copies.
pub fn settle(extension: &Extension, build: &BuildArgs) -> Result<(), Error> {
    let entries = std::fs::read_dir(marks(extension, build)).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        let Ok(mark) = File::open(&path) else { continue };
        // A run that still works on the copy removes it itself, and may be this one.
        if mark.try_lock().is_err() {
            continue;
        }
        match serde_json::from_reader::<_, Leftover>(&mark) {
            Ok(leftover) if leftover.manifest.is_file() => leftover.remove()?,
            // The copy is gone, and so is what was built from it, or the mark is not complete, so nothing had been built.
            Ok(_) | Err(_) => {}
        }
        let _ = fs_err::remove_file(&path);
    }
    Ok(())
}

/// Writes the mark of `leftover`, and locks it.
fn locked(path: &Path, leftover: &Leftover) -> io::Result<File> {
    fs_err::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let mut mark = File::create(path)?;
    match mark.lock() {
        // Some network file systems have no locks, which Cargo does without, too.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
        outcome => outcome?,
    }
    mark.write_all(&serde_json::to_vec(leftover)?)?;
    Ok(mark)
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

fn marks(extension: &Extension, build: &BuildArgs) -> PathBuf {
    let target = build.target_dir.as_deref().map(absolute);
    target.unwrap_or_else(|| extension.target_directory.clone()).join(MARKS)
}

/// Returns the name of the mark of the copy with this manifest, which differs from that of other copies.
fn name(manifest: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    manifest.hash(&mut hasher);
    format!("{:016x}.json", hasher.finish())
}
