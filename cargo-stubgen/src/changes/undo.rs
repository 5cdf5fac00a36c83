//! Takes changes back, and keeps what was done to the files since.

use super::file_change::FileChange;
use super::write::read;
use crate::rules::EditRule;
use crate::system::shown;
use pyo3_stub_gen::generate::Problem;
use similar::{DiffOp, DiffTag, TextDiff};
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
    if current == change.after {
        return (change.before.clone(), 0);
    }
    let texts = change.texts().filter(|_| change.before.is_some() && change.after.is_some());
    let merged = match (texts, current.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok())) {
        (Some((before, after)), Some(current)) => merged(before, after, current),
        // Another program has removed the file, or it is not a text.
        _ => return (current, 1),
    };
    (Some(merged.0.into_bytes()), merged.1)
}

/// Returns `current` with the changes from `after` back to `before`, and how many of them do not fit.
fn merged(before: &str, after: &str, current: &str) -> (String, usize) {
    let same = same_lines(after, current);
    let back = TextDiff::from_lines(after, before);
    let mut lines: Vec<String> = current.split_inclusive('\n').map(str::to_owned).collect();
    let mut left = 0;
    // From the end, so that the numbers of the lines in front stay right.
    for op in back.ops().iter().rev().filter(|op| op.tag() != DiffTag::Equal) {
        let (old, new) = (op.old_range(), op.new_range());
        let text: String = before.split_inclusive('\n').skip(new.start).take(new.len()).collect();
        let place = if old.is_empty() {
            // The line in front has to be there still.
            match old.start.checked_sub(1) {
                None => Some(0..0),
                Some(previous) => same.get(&previous).map(|line| line + 1..line + 1),
            }
        } else {
            let found: Option<Vec<usize>> = old.clone().map(|line| same.get(&line).copied()).collect();
            found.and_then(|found| {
                let (first, last) = (*found.first()?, *found.last()?);
                (last + 1 - first == old.len()).then_some(first..last + 1)
            })
        };
        match place {
            Some(place) => {
                lines.splice(place, (!text.is_empty()).then_some(text));
            }
            None => left += 1,
        }
    }
    (lines.concat(), left)
}

/// Returns the lines of `current` that are the same as those of `after`, by the numbers of the latter.
fn same_lines(after: &str, current: &str) -> BTreeMap<usize, usize> {
    let diff = TextDiff::from_lines(after, current);
    let equal = diff.ops().iter().filter(|op| op.tag() == DiffTag::Equal);
    equal.flat_map(|op: &DiffOp| op.old_range().zip(op.new_range())).collect()
}
