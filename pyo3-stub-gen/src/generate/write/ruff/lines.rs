//! Rules about lines, and about the form of docstrings.

use super::found::Found;

/// The quotes of a docstring.
const QUOTES: &str = "\"\"\"";

/// The comments that do not count for the length of a line.
const PRAGMAS: &[&str] = &["# type:", "# pyright:", "# ty:", "# pyrefly:", "# noqa"];

/// Checks the lines of `body`.
pub(super) fn check(body: &str, limit: usize, found: &mut Found) {
    let (mut line, mut open) = (0, None);
    for (at, byte) in body.bytes().chain([b'\n']).enumerate() {
        match byte {
            b'\n' => {
                found.add_if(at - line > limit && is_too_long(&body[line..at], limit), "E501");
                line = at + 1;
            }
            b'"' if body[at..].starts_with(QUOTES) => match open {
                // The quotes of another string do not begin a line.
                None if matches!(body[line..at].trim_start(), "" | "r") => open = Some(at),
                Some(start) if at >= start + QUOTES.len() => {
                    check_docstring(&body[start + QUOTES.len()..at], body[..start].ends_with('r'), found);
                    open = None;
                }
                None | Some(_) => {}
            },
            _ => {}
        }
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
