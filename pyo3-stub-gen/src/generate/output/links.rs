//! Properties of a file other than its text: links, other names, an owner.

use std::fs::{File, Metadata};
use std::path::{Path, PathBuf};

/// The most links that are followed, as Linux has it.
const MOST: usize = 40;

/// Returns the file that `path` leads to, which may not exist. A link is followed, so that it stays one.
pub(super) fn target(path: &Path) -> PathBuf {
    if let Ok(real) = std::fs::canonicalize(path) {
        return real;
    }
    let mut path = path.to_owned();
    for _ in 0..MOST {
        let Ok(link) = std::fs::read_link(&path) else { break };
        // A relative link is relative to the directory that it is in.
        path = path.parent().map_or_else(|| link.clone(), |directory| directory.join(&link));
    }
    path
}

/// Whether the file has names beside the one that is written to.
#[cfg(unix)]
pub(super) fn has_other_names(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    metadata.nlink() > 1
}

/// Whether the file has names beside the one that is written to, which is not known here.
#[cfg(not(unix))]
pub(super) fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Gives `file` the owner and the group of the file that it replaces. Returns whether it has them.
#[cfg(unix)]
pub(super) fn take_owner(file: &File, old: &Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let is_same = |new: Metadata| (new.uid(), new.gid()) == (old.uid(), old.gid());
    file.metadata().is_ok_and(is_same) || fchown(file, Some(old.uid()), Some(old.gid())).is_ok()
}

/// Returns `true`, because a file has the owner that its directory gives it.
#[cfg(not(unix))]
pub(super) fn take_owner(_: &File, _: &Metadata) -> bool {
    true
}
