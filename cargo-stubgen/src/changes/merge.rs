//! Takes a change to a text back that has been edited since.

use cargo_metadata::semver::Version;
use similar::{DiffOp, DiffTag, TextDiff};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The heading of a package in a lock file.
const PACKAGE: &str = "[[package]]";

/// Returns `current` with the changes from `after` back to `before`, and how many of them do not fit.
pub(super) fn merged(before: &str, after: &str, current: &str) -> (String, usize) {
    let same = same_lines(after, current);
    let back = TextDiff::from_lines(after, before);
    let is_back = Unchanged::of(before, current);
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
            // What was inserted again by hand is not inserted twice.
            Some(place) if !(old.is_empty() && is_back.has(&new)) => {
                lines.splice(place, (!text.is_empty()).then_some(text));
            }
            None if !is_back.has(&new) => left += 1,
            Some(_) | None => {}
        }
    }
    (lines.concat(), left)
}

/// Returns the lines of `new` that are the same as those of `old`, by the numbers of the latter.
fn same_lines(old: &str, new: &str) -> BTreeMap<usize, usize> {
    let diff = TextDiff::from_lines(old, new);
    let equal = diff.ops().iter().filter(|op| op.tag() == DiffTag::Equal);
    equal.flat_map(|op: &DiffOp| op.old_range().zip(op.new_range())).collect()
}

/// The lines of a text that another one still has.
struct Unchanged {
    same: BTreeMap<usize, usize>,
    old: usize,
    new: usize,
}

impl Unchanged {
    fn of(old: &str, new: &str) -> Self {
        let count = |text: &str| text.split_inclusive('\n').count();
        Self { same: same_lines(old, new), old: count(old), new: count(new) }
    }

    /// Whether the other text has `lines` in their place. No lines are there if those around them are neighbours.
    fn has(&self, lines: &Range<usize>) -> bool {
        let place = |line: usize| self.same.get(&line).copied();
        let start = match lines.start.checked_sub(1) {
            None => Some(0),
            Some(previous) => place(previous).map(|line| line + 1),
        };
        let end = if lines.end == self.old { Some(self.new) } else { place(lines.end) };
        let Some(first) = place(lines.start).filter(|_| !lines.is_empty()) else {
            return lines.is_empty() && start.is_some() && start == end;
        };
        let is_there = lines.clone().zip(first..).all(|(line, there)| place(line) == Some(there));
        is_there && (start == Some(first) || end == Some(first + lines.len()))
    }
}

/// Does the same for a lock file of Cargo. Its packages are compared by their names, because all of them look alike, and their
/// lines cannot tell them apart.
pub(super) fn merged_lock(before: &str, after: &str, current: &str) -> (String, usize) {
    let versioned: BTreeSet<Key<'_>> = [before, after, current].into_iter().flat_map(repeated).collect();
    let of = |text| Entries::of(text, &versioned);
    let (old, new, mut entries) = (of(before), of(after), of(current));
    let mut left = 0;
    let keys: BTreeSet<&Key<'_>> = old.texts.keys().chain(new.texts.keys()).collect();
    for key in keys {
        let (before, after) = (old.texts.get(key), new.texts.get(key));
        let current = entries.texts.get(key);
        if before == after || before == current {
            continue;
        }
        let text = match (before, after, current) {
            (before, after, current) if after == current => before.cloned(),
            (Some(before), Some(after), Some(current)) => {
                let (text, count) = merged(before, after, current);
                left += count;
                Some(text)
            }
            (_, _, current) => {
                left += 1;
                current.cloned()
            }
        };
        match text {
            Some(text) => entries.texts.insert(key.clone(), text),
            None => entries.texts.remove(key),
        };
    }
    (entries.text(), left)
}

/// What tells an entry of a lock file apart: its heading, its name, its source, and its version if there are several.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'t> {
    heading: &'t str,
    name: &'t str,
    source: &'t str,
    version: &'t str,
}

/// A lock file.
struct Entries<'t> {
    /// The texts without the line ends behind them.
    texts: BTreeMap<Key<'t>, String>,
    line_end: &'static str,
}

impl<'t> Entries<'t> {
    /// Reads a lock file, in which the entries `versioned` need their versions to be told apart.
    fn of(text: &'t str, versioned: &BTreeSet<Key<'t>>) -> Self {
        let keyed = |entry: &'t str| {
            let full = key(entry);
            let short = Key { version: "", ..full.clone() };
            let key = if versioned.contains(&short) { full } else { short };
            (key, entry.trim_end().to_owned())
        };
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { texts: entries(text).into_iter().map(keyed).collect(), line_end }
    }

    /// Returns the text, in Cargo's order.
    fn text(self) -> String {
        let mut texts: Vec<String> = self.texts.into_values().collect();
        texts.sort_by(|a, b| order(a).cmp(&order(b)));
        texts.join(&self.line_end.repeat(2)) + self.line_end
    }
}

/// Returns what Cargo sorts the entries by. What is above the first heading comes first, and patches and metadata come last.
fn order(entry: &str) -> impl Ord + use<'_> {
    let key = key(entry);
    let rank = match key.heading {
        "" => 0,
        PACKAGE => 1,
        _ => 2,
    };
    (rank, key.heading, key.name, Version::parse(key.version.trim_matches('"')).ok(), key.source)
}

/// Returns the keys without versions of the entries that occur more than once.
fn repeated(text: &str) -> Vec<Key<'_>> {
    let mut known = BTreeSet::new();
    let keys = entries(text).into_iter().map(|entry| Key { version: "", ..key(entry) });
    keys.filter(|key| !known.insert(key.clone())).collect()
}

/// Splits a lock file at its headings.
fn entries(text: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') && at > 0 {
            starts.push(at);
        }
        at += line.len();
    }
    starts.push(text.len());
    starts.windows(2).filter_map(|ends| text.get(*ends.first()?..*ends.last()?)).collect()
}

fn key(entry: &str) -> Key<'_> {
    let heading = entry.lines().next().filter(|line| line.starts_with('[')).unwrap_or_default();
    let value = |name: &str| {
        let mut values = entry.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
        values.next().unwrap_or_default()
    };
    Key { heading, name: value("name"), source: value("source"), version: value("version") }
}
