//! What every command line of Cargo has in common.

use crate::args::BuildArgs;
use crate::find::Extension;
use std::ffi::OsString;
use std::process::Command;

/// Returns the Cargo that started this command, or the one on the path.
pub fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Returns the profile of the options, or the one of `maturin develop`.
pub fn profile(extension: &Extension, build: &BuildArgs) -> Option<String> {
    let maturin = extension.pyproject.as_ref().map(|pyproject| &pyproject.maturin);
    let configured =
        maturin.and_then(|maturin| maturin.editable_profile.clone().or_else(|| maturin.profile.clone()));
    match (&build.profile, build.release) {
        (Some(profile), _) => Some(profile.clone()),
        (None, true) => Some("release".to_owned()),
        (None, false) => configured,
    }
}

/// Adds the options of where Cargo builds.
pub fn add_target(command: &mut Command, build: &BuildArgs) {
    if let Some(target) = &build.target {
        command.args(["--target", target]);
    }
    if let Some(directory) = &build.target_dir {
        command.arg("--target-dir").arg(directory);
    }
}
