//! Takes changes back, and keeps what was done to the files since.

use super::file_change::FileChange;
use super::lock::LOCK;
use super::merge::{merged, merged_lock};
use super::write::read;
use crate::rules::EditRule;
use crate::system::shown;
use pyo3_stub_gen::generate::Problem;
use pyo3_stub_gen::generate::output::{Owner, owner_of};
use std::collections::BTreeMap;
use std::io;

/// Returns the changes that take `changes` back, and what must be left.
///
/// A file that is as the changes left it becomes what it was before, to the byte. In a file that was edited since, each
/// change is taken back whose lines are still the same.
pub fn undo(changes: &[FileChange]) -> io::Result<(Vec<FileChange>, Vec<Problem>)> {
    // A file that was changed twice goes back in two steps.
    let mut now: BTreeMap<_, Option<Vec<u8>>> = BTreeMap::new();
    let mut first = BTreeMap::new();
    let mut problems = Vec::new();
    for change in changes.iter().rev() {
        let path = &change.path;
        let current = match now.remove(path) {
            Some(current) => current,
            None => read(path)?,
        };
        first.entry(path.clone()).or_insert_with(|| current.clone());
        let (restored, left) = restored(change, current);
        if left > 0 {
            let path = shown(path).to_owned();
            problems.push(EditRule::ChangedSince { path, count: left }.problem(None));
        }
        now.insert(path.clone(), restored);
    }
    let change = |(path, before): (std::path::PathBuf, _)| {
        let after = now.remove(&path).flatten();
        FileChange { path, before, after }
    };
    Ok((first.into_iter().map(change).collect(), problems))
}

/// Returns `current` without `change`, and how many parts of that are left.
fn restored(change: &FileChange, current: Option<Vec<u8>>) -> (Option<Vec<u8>>, usize) {
    let FileChange { before, after, path } = change;
    // A run that was interrupted has not made the last changes of its record.
    if current == *before {
        return (current, 0);
    }
    if current == *after || (is_generated(after.as_deref()) && is_generated(current.as_deref())) {
        return (before.clone(), 0);
    }
    let texts = change.texts().filter(|_| before.is_some() && after.is_some());
    let (text, left) = match (texts, text(current.as_deref())) {
        (Some((before, after)), Some(current)) if path.file_name().is_some_and(|name| name == LOCK) => {
            merged_lock(before, after, current)
        }
        (Some((before, after)), Some(current)) => merged(before, after, current),
        // Another program has removed the file, or it is not a text.
        _ => return (current, 1),
    };
    (Some(text.into_bytes()), left)
}

/// Whether a file has the header of a generated one, so that it has nothing of the user's.
fn is_generated(file: Option<&[u8]>) -> bool {
    text(file).is_some_and(|text| owner_of(text) != Owner::Author)
}

fn text(file: Option<&[u8]>) -> Option<&str> {
    file.and_then(|bytes| std::str::from_utf8(bytes).ok())
}
