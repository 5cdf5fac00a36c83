//! Whether the state before a change can be had back: from git, for example.

use super::lock::LOCK;
use crate::rules::EditRule;
use crate::system::{Companion, shown};
use std::path::Path;
use std::process::Command;

/// What else marks the root of a repository.
const OTHERS: [&str; 5] = [".hg", ".jj", ".pijul", ".fslckout", "_FOSSIL_"];

/// Checks that `directory` is in a repository and that everything in it is committed.
///
/// # Errors
///
/// It is not, and neither option allows that.
pub fn permit(directory: &Path, allow_dirty: bool, allow_no_vcs: bool) -> Result<(), EditRule> {
    let is_other = || directory.ancestors().any(|above| OTHERS.iter().any(|it| above.join(it).exists()));
    match status(directory) {
        None if allow_no_vcs || is_other() => Ok(()),
        None => Err(EditRule::NoRepository { directory: shown(directory).to_owned() }),
        Some(files) if files.is_empty() || allow_dirty => Ok(()),
        Some(files) => Err(EditRule::DirtyTree { files }),
    }
}

/// Returns the files below `directory` that are not committed, unless git does not track it.
fn status(directory: &Path) -> Option<Vec<String>> {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(directory).args(arguments);
        // A hook of git runs with these, and they would name another repository.
        ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"].iter().for_each(|name| {
            command.env_remove(name);
        });
        Companion::output(&mut command).ok()
    };
    let is_ignored = git(&["check-ignore", "--quiet", "."])?.status.success();
    let status = git(&["status", "--porcelain", "--", "."])?;
    if is_ignored || !status.status.success() {
        return None;
    }
    let text = String::from_utf8_lossy(&status.stdout);
    let files = text.lines().filter_map(|line| line.get(3..));
    // Cargo writes its lock file whenever it reads a package, so a change of it is not the user's.
    Some(files.filter(|file| !Path::new(file).ends_with(LOCK)).map(str::to_owned).collect())
}
