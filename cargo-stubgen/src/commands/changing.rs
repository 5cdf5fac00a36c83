//! Changes to a project, each recorded before it is made, and those of Cargo's lock file that follow from them.

use super::editing::{root, target_directory};
use crate::args::CommonArgs;
use crate::changes::{FileChange, Journal, LockFile};
use crate::error::Error;
use crate::find::{Extension, resolved_metadata};

/// The changes of one run.
pub(super) struct Changing<'a> {
    journal: Journal,
    lock: LockFile,
    extensions: &'a [Extension],
    common: &'a CommonArgs,
}

impl<'a> Changing<'a> {
    /// Returns the changes of a run, of which there are none yet. Cargo must not have been asked what `extensions` depend on.
    pub(super) fn of(extensions: &'a [Extension], common: &'a CommonArgs) -> Self {
        let root = root(extensions);
        let journal = Journal::new(&target_directory(extensions, common), &root);
        Self { journal, lock: LockFile::of(&root), extensions, common }
    }

    /// Whether nothing has changed.
    pub(super) fn is_empty(&self) -> bool {
        self.journal.is_empty()
    }

    /// Makes `changes`: all of them or none.
    pub(super) fn make(&mut self, changes: &[FileChange]) -> Result<(), Error> {
        self.journal.make(changes)?;
        let is_manifest =
            |change: &FileChange| change.path.file_name().is_some_and(|name| name == "Cargo.toml");
        if changes.iter().any(|change| is_manifest(change) && change.is_change()) {
            self.relock()?;
        }
        Ok(())
    }

    /// Records `changes` that are made elsewhere.
    pub(super) fn note(&mut self, changes: Vec<FileChange>) -> Result<(), Error> {
        Ok(self.journal.note(changes)?)
    }

    /// Has Cargo change its lock file now, so that the change is recorded although the build may be interrupted.
    fn relock(&mut self) -> Result<(), Error> {
        for extension in self.extensions {
            // What keeps Cargo from it is reported by the build.
            let _ = resolved_metadata(&extension.manifest, &self.common.build, Vec::new());
        }
        self.settle()
    }

    /// Records how Cargo has changed its lock file.
    pub(super) fn settle(&mut self) -> Result<(), Error> {
        let change = self.lock.change();
        self.note(vec![change])
    }

    /// Puts back what Cargo wrote although nothing was to be written.
    pub(super) fn restore_lock(&self) {
        // Cargo writes it again.
        let _ = self.lock.restore();
    }
}
