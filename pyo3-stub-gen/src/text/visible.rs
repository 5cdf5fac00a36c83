//! Makes untrusted text safe to show on a terminal, in the log of a CI system or in an editor.

use std::borrow::Cow;

/// The picture of the control character zero. Those of the others follow it.
const PICTURES: u32 = 0x2400;

/// The picture of the control character 0x7f.
const PICTURE_OF_DELETE: char = '\u{2421}';

/// Whether `c` changes the order in which the characters around it are shown: an embedding, an override or an isolate.
#[must_use]
pub const fn is_bidirectional(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Adds `c` to `out`. Characters that a terminal or an editor would interpret become pictures or escapes.
pub fn push_visible(c: char, out: &mut String) {
    match c {
        '\t' => out.push(c),
        '\u{7f}' => out.push(PICTURE_OF_DELETE),
        c if c.is_ascii_control() => out.extend(char::from_u32(PICTURES + u32::from(c))),
        c if c.is_control() || is_bidirectional(c) => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
        c => out.push(c),
    }
}

/// Returns `text` without anything that a terminal or a CI runner would interpret. Line breaks are kept.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_harmless = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    if text.bytes().all(is_harmless) && !text.lines().any(is_command) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let line = line.strip_suffix('\r').unwrap_or(line);
        if is_command(line) {
            out.push_str("| ");
        }
        line.replace("##[", "## [").chars().for_each(|c| push_visible(c, &mut out));
    }
    Cow::Owned(out)
}

/// Whether GitHub's runner treats a line as a command: it begins with `::` or contains `##[`.
#[must_use]
pub fn is_command(line: &str) -> bool {
    line.trim_start().starts_with("::") || line.contains("##[")
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn control_characters_are_pictures_and_escapes() {
        assert_eq!(visible("plain\n\ttext"), "plain\n\ttext");
        assert_eq!(visible("\u{1b}[2J\u{7}\u{7f}\r\n\0"), "␛[2J␇␡\n␀");
        assert_eq!(visible("a\rb"), "a␍b");
        assert_eq!(visible("\u{9b}31m"), "\\u{9b}31m");
        assert_eq!(visible("é\u{202e}tac\u{2069}"), "é\\u{202e}tac\\u{2069}");
    }

    #[test]
    fn no_line_is_a_command_of_a_runner() {
        assert_eq!(visible("x\n  ::error::no"), "x\n|   ::error::no");
        assert_eq!(visible("##[add-mask]x"), "| ## [add-mask]x");
        assert_eq!(visible("std::fs"), "std::fs");
    }
}
