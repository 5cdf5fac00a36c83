//! Watches the files that a stub depends on.
//!
//! Directories that a build or an interpreter fills are not watched, because each run of the command would cause another.

use crate::find::Extension;
use crate::rules::StubRule;
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long nothing must have changed before the command runs. An editor or Git writes several files at once.
const QUIET: Duration = Duration::from_millis(200);

/// The ends of names that the command, a build or an editor writes.
const IGNORED_ENDS: [&str; 10] =
    [".pyi", ".pyc", ".so", ".pyd", ".dylib", "~", ".swp", ".tmp", "py.typed", "Cargo.lock"];

/// Files whose changes are reported.
pub struct Watch {
    watcher: RecommendedWatcher,
    changes: Receiver<PathBuf>,
    watched: BTreeSet<PathBuf>,
    /// The stubs and directories of stubs that are merged into a generated one.
    merged: Merged,
}

/// Paths that the thread of the watcher reads.
type Merged = Arc<Mutex<Vec<PathBuf>>>;

impl Watch {
    /// Starts without any directory.
    pub fn new() -> Result<Self, StubRule> {
        let (sender, changes) = channel();
        let merged = Merged::default();
        let known = Arc::clone(&merged);
        let report = move |event: notify::Result<Event>| {
            let Ok(event) = event else { return };
            if is_change(&event.kind) {
                // The other end is gone only when the command ends.
                let merged = known.lock().unwrap_or_else(PoisonError::into_inner);
                let is_read =
                    |path: &PathBuf| is_source(path) || merged.iter().any(|it| path.starts_with(it));
                event.paths.into_iter().filter(is_read).for_each(|path| _ = sender.send(path));
            }
        };
        let watcher = notify::recommended_watcher(report).map_err(failed)?;
        Ok(Self { watcher, changes, watched: BTreeSet::new(), merged })
    }

    /// Watches the directories of `extensions`, and those that are new in them.
    pub fn follow(&mut self, extensions: &[Extension]) -> Result<usize, StubRule> {
        let mut wanted = BTreeSet::new();
        let merged: Vec<PathBuf> = extensions.iter().filter_map(merged).collect();
        for path in &merged {
            wanted.extend(path.parent().map(Path::to_owned));
            add_below(path, Path::new(""), &mut wanted);
        }
        *self.merged.lock().unwrap_or_else(PoisonError::into_inner) = merged;
        for extension in extensions {
            extension
                .members
                .iter()
                .for_each(|member| add_below(member, &extension.target_directory, &mut wanted));
            let pyproject = extension.pyproject.as_ref().and_then(|it| it.path.parent());
            wanted.extend(pyproject.map(Path::to_owned));
            wanted.extend([extension.workspace_root.clone(), extension.workspace_root.join(".cargo")]);
        }
        wanted.retain(|directory| directory.is_dir());
        for gone in self.watched.difference(&wanted) {
            // A directory that does not exist any more is not watched.
            let _ = self.watcher.unwatch(gone);
        }
        for directory in wanted.difference(&self.watched) {
            self.watcher.watch(directory, RecursiveMode::NonRecursive).map_err(failed)?;
        }
        self.watched = wanted;
        Ok(self.watched.len())
    }

    /// Returns a file that has changed since the last wait, such as a source that was saved during a run.
    pub fn changed(&self) -> Option<PathBuf> {
        self.changes.try_iter().last()
    }

    /// Waits for a change, and until nothing changes any more. Returns the first file.
    pub fn wait(&self) -> Option<PathBuf> {
        let first = self.changes.recv().ok()?;
        loop {
            match self.changes.recv_timeout(QUIET) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Some(first),
            }
        }
    }
}

/// Returns the path of the stubs that are merged into the one of `extension`.
fn merged(extension: &Extension) -> Option<PathBuf> {
    let pyproject = extension.pyproject.as_ref()?;
    Some(pyproject.directory().join(pyproject.config.extra.as_ref()?))
}

/// Adds `directory` and the directories below it that contain sources.
fn add_below(directory: &Path, target: &Path, found: &mut BTreeSet<PathBuf>) {
    let name = directory.file_name().unwrap_or_default().to_string_lossy();
    let is_filled = directory == target
        || directory.join("pyvenv.cfg").is_file()
        || directory.join("CACHEDIR.TAG").is_file()
        || matches!(&*name, "__pycache__" | "node_modules");
    if is_filled || !found.insert(directory.to_owned()) {
        return;
    }
    let Ok(entries) = fs_err::read_dir(directory) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() && !path.is_symlink() && !is_hidden {
            add_below(&path, target, found);
        }
    }
}

fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Create(_) | EventKind::Remove(_) => true,
        EventKind::Modify(ModifyKind::Metadata(_)) | EventKind::Access(_) => false,
        EventKind::Modify(_) | EventKind::Any | EventKind::Other => true,
    }
}

fn is_source(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_hidden = name.starts_with('.') && name != ".cargo";
    // Cargo makes its directory under a name with six more letters.
    let is_of_cargo =
        name.strip_prefix("target").is_some_and(|rest| [0, 6].contains(&rest.len()) && !path.is_file());
    !is_hidden && !is_of_cargo && !IGNORED_ENDS.iter().any(|end| name.ends_with(end))
}

fn failed(error: notify::Error) -> StubRule {
    StubRule::Watch { reason: error.to_string() }
}
