//! Rules about lines, and about the form of docstrings.

use super::found::Found;

/// The quotes of a docstring.
const QUOTES: &str = "\"\"\"";

/// The comments that do not count for the length of a line.
const PRAGMAS: &[&str] = &["# type:", "# pyright:", "# ty:", "# pyrefly:", "# noqa"];

/// Checks the lines of `body`.
pub(super) fn check(body: &str, limit: usize, found: &mut Found) {
    found.add_if(body.split('\n').any(|line| line.len() > limit && is_too_long(line, limit)), "E501");
    let mut quotes = body.match_indices(QUOTES).map(|(at, _)| at);
    while let Some(open) = quotes.next() {
        let before = &body[body[..open].rfind('\n').map_or(0, |at| at + 1)..open];
        if !matches!(before.trim_start(), "" | "r") {
            // It is in another string.
            continue;
        }
        let Some(close) = quotes.next() else { return };
        check_docstring(&body[open + QUOTES.len()..close], before.ends_with('r'), found);
    }
}

/// Checks the form of the docstring that has this `text` between its quotes.
fn check_docstring(text: &str, is_raw: bool, found: &mut Found) {
    found.add_if(text.starts_with('\n'), "D212");
    found.add_if(!is_raw && text.contains('\\'), "D301");
    found.add_if(text.starts_with(' ') || text.ends_with(' ') && !text.contains('\n'), "D210");
}

/// Whether `line` is too long for ruff, which allows a single word and a comment for another tool to be so.
fn is_too_long(line: &str, limit: usize) -> bool {
    let text = PRAGMAS.iter().filter_map(|pragma| line.find(pragma)).min().map_or(line, |at| &line[..at]);
    let text = text.trim_end();
    let columns: usize = text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum();
    columns > limit && text.trim_start().contains(' ')
}
