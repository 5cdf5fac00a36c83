//! Rules about lines, and about the form of docstrings.

use super::found::Found;

/// The quotes of a docstring.
const QUOTES: &str = "\"\"\"";

/// The comments that do not count towards the length of a line.
const PRAGMAS: &[&str] = &["# type:", "# pyright:", "# ty:", "# pyrefly:", "# noqa"];

/// Checks the lines of `body`.
pub(super) fn check(body: &str, limit: usize, found: &mut Found) {
    let mut is_raw = None;
    for line in body.split('\n') {
        found.add_if(line.len() > limit && is_too_long(line, limit), "E501");
        match is_raw {
            None => is_raw = opened(line.trim_start(), found),
            Some(raw) => {
                found.add_if(!raw && line.contains('\\'), "D301");
                if line.contains(QUOTES) {
                    is_raw = None;
                }
            }
        }
    }
}

/// Checks the first line of a docstring. Returns whether the docstring is raw if it continues.
fn opened(line: &str, found: &mut Found) -> Option<bool> {
    let raw = line.starts_with("r\"");
    let text = line.strip_prefix('r').unwrap_or(line).strip_prefix(QUOTES)?;
    found.add_if(text.is_empty(), "D212");
    found.add_if(!raw && text.contains('\\'), "D301");
    match text.strip_suffix(QUOTES) {
        Some(text) => {
            found.add_if(text.starts_with(' ') || text.ends_with(' '), "D210");
            None
        }
        None => {
            found.add_if(text.starts_with(' '), "D210");
            Some(raw)
        }
    }
}

/// Whether `line` is too long for ruff, which ignores single words and comments for other tools.
fn is_too_long(line: &str, limit: usize) -> bool {
    let text = PRAGMAS.iter().filter_map(|pragma| line.find(pragma)).min().map_or(line, |at| &line[..at]);
    let text = text.trim_end();
    let columns: usize = text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum();
    columns > limit && text.trim_start().contains(' ')
}
