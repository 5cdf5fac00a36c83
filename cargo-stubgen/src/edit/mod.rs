//! Edits of a text by byte offsets, which leave everything else as it is, to the byte.
//!
//! It must not know Rust or TOML, or any file.

mod lines;
#[cfg(test)]
mod tests;

pub use lines::{Lines, alone_on_its_lines};

use std::ops::Range;

/// One edit of a text: the bytes of `range` are replaced by `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the original text that are removed. An empty range only inserts.
    pub range: Range<usize>,
    /// The text that takes their place.
    pub text: String,
}

impl Edit {
    /// Returns the insertion of `text` in front of the byte `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { range: at..at, text: text.into() }
    }

    /// Returns the removal of the bytes of `range`.
    pub fn remove(range: Range<usize>) -> Self {
        Self { range, text: String::new() }
    }

    /// Returns the replacement of the bytes of `range` by `text`.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }
}

/// Returns `text` after the edits, which may be in any order. Insertions at one place keep their order. An edit is left
/// out if it overlaps an earlier one, is outside the text, or would cut a character.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut edited = String::with_capacity(text.len() + edits.iter().map(|it| it.text.len()).sum::<usize>());
    let mut done = 0;
    for edit in sorted {
        let Some(kept) = text.get(done..edit.range.start) else { continue };
        if text.get(edit.range.clone()).is_none() {
            continue;
        }
        edited.push_str(kept);
        edited.push_str(&edit.text);
        done = edit.range.end;
    }
    edited.push_str(text.get(done..).unwrap_or_default());
    edited
}
