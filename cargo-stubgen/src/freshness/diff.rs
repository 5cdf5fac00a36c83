//! Unified diffs.

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const HUNK: Style = AnsiColor::Cyan.on_default();

/// A unified diff.
pub struct Diff {
    /// The text, with colours.
    pub text: String,
    /// The first line of the old text that differs, from one.
    pub line: u32,
}

/// Returns the diff from `old`, the text of the file `name`, to `new`.
pub fn diff(name: &str, old: Option<&str>, new: &str) -> Diff {
    let before = if old.is_some() { format!("a/{name}") } else { "/dev/null".to_owned() };
    let diff = TextDiff::from_lines(old.unwrap_or(""), new);
    let mut text = format!("--- {before}\n+++ b/{name}\n");
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        text.push_str(&format!("{HUNK}{}{HUNK:#}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', REMOVED),
                ChangeTag::Insert => ('+', ADDED),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let line = change.value().trim_end_matches('\n');
            text.push_str(&format!("{style}{sign}{line}{style:#}\n"));
            if change.missing_newline() {
                text.push_str("\\ No newline at end of file\n");
            }
        }
    }
    let equal = diff.iter_all_changes().take_while(|change| change.tag() == ChangeTag::Equal).count();
    let last = old.map_or(1, |old| old.lines().count().max(1));
    let line = (equal + 1).min(last);
    Diff { text, line: u32::try_from(line).unwrap_or(u32::MAX) }
}
