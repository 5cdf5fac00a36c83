//! The record of changes, from which they are taken back: what each file was before, and what it was afterwards.
//!
//! It is below Cargo's target directory, because it is of use only on this machine.

use super::file_change::FileChange;
use serde::{Deserialize, Serialize};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The directory of all records, below the target directory.
const DIRECTORY: &str = "cargo-stubgen/changes";

/// The file that lists the changes of a record.
const LIST: &str = "record.json";

/// A record on disk.
#[derive(Debug)]
pub struct Record {
    /// Its directory.
    directory: PathBuf,
    /// The root of the project.
    root: PathBuf,
    /// The changes, in the order in which they were made.
    pub changes: Vec<FileChange>,
}

/// The list of a record. The contents of the files are beside it.
#[derive(Serialize, Deserialize)]
struct List {
    root: PathBuf,
    files: Vec<ListedFile>,
}

/// A file of a record.
#[derive(Serialize, Deserialize)]
struct ListedFile {
    path: PathBuf,
    had: bool,
    has: bool,
}

impl Record {
    /// Makes an empty record of the project at `root`, behind those that exist.
    pub fn new(target_directory: &Path, root: &Path) -> io::Result<Self> {
        let all = target_directory.join(DIRECTORY);
        fs_err::create_dir_all(&all)?;
        let number = numbers(&all).into_iter().max().map_or(1, |last| last + 1);
        let directory = all.join(number.to_string());
        fs_err::create_dir(&directory)?;
        Ok(Self { directory, root: root.to_owned(), changes: Vec::new() })
    }

    /// Adds `changes`, and writes the record.
    pub fn add(&mut self, changes: impl IntoIterator<Item = FileChange>) -> io::Result<()> {
        let contents = |index: usize, name: &str, contents: &Option<Vec<u8>>| match contents {
            Some(contents) => fs_err::write(self.directory.join(format!("{index}.{name}")), contents),
            None => Ok(()),
        };
        for change in changes.into_iter().filter(FileChange::is_change) {
            let index = self.changes.len();
            contents(index, "before", &change.before)?;
            contents(index, "after", &change.after)?;
            self.changes.push(FileChange { path: without_links(&change.path), ..change });
        }
        self.write_list()
    }

    /// Removes all changes but the first `count`, and writes the record.
    pub fn truncate(&mut self, count: usize) -> io::Result<()> {
        self.changes.truncate(count);
        self.write_list()
    }

    /// Writes the list, which comes last, because a directory without one is not a record.
    fn write_list(&self) -> io::Result<()> {
        let files = self.changes.iter().map(|change| ListedFile {
            path: change.path.clone(),
            had: change.before.is_some(),
            has: change.after.is_some(),
        });
        let list = List { root: self.root.clone(), files: files.collect() };
        // The old list stays until the new one is complete.
        let mut file = NamedTempFile::new_in(&self.directory)?;
        file.write_all(&serde_json::to_vec_pretty(&list)?)?;
        file.persist(self.directory.join(LIST)).map_err(|error| error.error)?;
        Ok(())
    }

    /// Removes it.
    pub fn remove(self) -> io::Result<()> {
        fs_err::remove_dir_all(self.directory)
    }
}

/// Returns the records of the project at `root`, the latest first.
pub fn records(target_directory: &Path, root: &Path) -> io::Result<Vec<Record>> {
    let all = target_directory.join(DIRECTORY);
    let mut numbers = numbers(&all);
    numbers.sort_unstable_by(|a, b| b.cmp(a));
    let mut found = Vec::new();
    for number in numbers {
        let directory = all.join(number.to_string());
        let Ok(text) = fs_err::read(directory.join(LIST)) else { continue };
        let list: List = serde_json::from_slice(&text)?;
        if list.root != root {
            continue;
        }
        let contents = |index: usize, name: &str, exists: bool| {
            exists.then(|| fs_err::read(directory.join(format!("{index}.{name}")))).transpose()
        };
        let mut changes = Vec::new();
        for (index, file) in list.files.into_iter().enumerate() {
            let before = contents(index, "before", file.had)?;
            let after = contents(index, "after", file.has)?;
            changes.push(FileChange { path: file.path, before, after });
        }
        found.push(Record { directory, root: list.root, changes });
    }
    Ok(found)
}

/// Returns the one name of a file that may not exist yet. A file of two names would be taken back twice, and a link would be
/// replaced.
fn without_links(path: &Path) -> PathBuf {
    for directory in path.ancestors() {
        if let (Ok(real), Ok(below)) = (directory.canonicalize(), path.strip_prefix(directory)) {
            return if below.as_os_str().is_empty() { real } else { real.join(below) };
        }
    }
    path.to_owned()
}

fn numbers(all: &Path) -> Vec<u64> {
    let Ok(entries) = fs_err::read_dir(all) else { return Vec::new() };
    entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}
