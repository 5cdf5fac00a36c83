//! The changes of one run, each of which is recorded before it is made, so that an interrupted run can be taken back as well.

use super::file_change::FileChange;
use super::record::Record;
use super::write::write;
use crate::rules::EditRule;
use crate::system::shown;
use std::io;
use std::path::{Path, PathBuf};

/// The changes of one run.
#[derive(Debug)]
pub struct Journal {
    target_directory: PathBuf,
    root: PathBuf,
    /// The record, as soon as there is a change.
    record: Option<Record>,
}

impl Journal {
    /// Returns an empty journal of the project at `root`. The record is below `target_directory`.
    pub fn new(target_directory: &Path, root: &Path) -> Self {
        Self { target_directory: target_directory.to_owned(), root: root.to_owned(), record: None }
    }

    /// Whether it has not recorded a change.
    pub fn is_empty(&self) -> bool {
        self.record.is_none()
    }

    /// Records `changes` that are made elsewhere, shortly before or after this.
    pub fn note(&mut self, changes: Vec<FileChange>) -> Result<(), EditRule> {
        self.add(changes).map_err(|source| self.not_recorded(source))
    }

    /// Records `changes`, and makes them.
    ///
    /// # Errors
    ///
    /// A change cannot be recorded, or one of the files cannot be [written](write()). All files are then as they were.
    pub fn make(&mut self, changes: &[FileChange]) -> Result<(), EditRule> {
        let recorded = self.record.as_ref().map_or(0, |record| record.changes.len());
        self.note(changes.to_vec())?;
        let outcome = write(changes);
        if outcome.is_err() {
            // A record of what did not happen is of no use, and does no harm.
            let _ = self.forget(recorded);
        }
        outcome
    }

    fn add(&mut self, changes: Vec<FileChange>) -> io::Result<()> {
        if !changes.iter().any(FileChange::is_change) {
            return Ok(());
        }
        let record = match &mut self.record {
            Some(record) => record,
            None => self.record.insert(Record::new(&self.target_directory, &self.root)?),
        };
        record.add(changes)
    }

    /// Forgets all changes but the first `count`.
    fn forget(&mut self, count: usize) -> io::Result<()> {
        match self.record.take() {
            Some(record) if count == 0 => record.remove(),
            Some(mut record) => {
                let outcome = record.truncate(count);
                self.record = Some(record);
                outcome
            }
            None => Ok(()),
        }
    }

    fn not_recorded(&self, source: io::Error) -> EditRule {
        EditRule::NotWritten { path: shown(&self.target_directory).to_owned(), source }
    }
}
