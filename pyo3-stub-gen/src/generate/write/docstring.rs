//! Docstrings: any text as a Python string that is safe in a stub.

use crate::text::literal::push_escaped;
use crate::text::visible::is_bidirectional;
use std::borrow::Cow;

/// Returns the docstring literal of `doc`, unless `doc` is empty. Several lines are separated by line breaks, without
/// the indentation that all of them share.
pub(super) fn literal(doc: &str) -> Option<String> {
    let text = plain_text(doc)?;
    Some(if is_plain(&text) {
        ["\"\"\"", &text, "\"\"\""].concat()
    } else if is_raw(&text) {
        ["r\"\"\"", &text, "\"\"\""].concat()
    } else {
        ["\"\"\"", &escape(&text), "\"\"\""].concat()
    })
}

/// Returns the text between the quotes before anything is escaped.
///
/// Formatters leave it as it is: no line ends with a space, the text does not touch the quotes with one of its own, and the
/// indentation of lines is counted in spaces. They take the first line for one without indentation, and the others for a
/// block with a common one. Where that would change the indentation, the text begins below the quotes.
fn plain_text(doc: &str) -> Option<Cow<'_, str>> {
    if !doc.contains('\n') {
        let text = doc.trim();
        let (before, after) = (pad(text.starts_with('"')), pad(text.ends_with('"')));
        let text = if before.is_empty() && after.is_empty() {
            Cow::Borrowed(text)
        } else {
            Cow::Owned([before, text, after].concat())
        };
        return Some(text).filter(|text| !text.is_empty());
    }
    if is_tidy(doc) {
        return Some(Cow::Owned([doc.trim_end(), "\n"].concat()));
    }
    let lines: Vec<Cow<'_, str>> =
        doc.trim_end().split('\n').map(|line| without_tabs(line.trim_end())).collect();
    let shared = shared_indent(&lines);
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.get(shared..).unwrap_or_default())
        .skip_while(|line| line.is_empty())
        .collect();
    match lines.as_slice() {
        [] => None,
        [only] => plain_text(only).map(|text| Cow::Owned(text.into_owned())),
        [first, rest @ ..] => {
            let below = if first.starts_with(' ') || shared_indent(rest) > 0 { "\n" } else { "" };
            let before = pad(below.is_empty() && first.starts_with('"'));
            Some(Cow::Owned(format!("{below}{before}{}\n", lines.join("\n"))))
        }
    }
}

/// Whether `doc`, which has several lines, has neither indentation nor spaces at the end of lines. Nearly every text is of this
/// kind.
fn is_tidy(doc: &str) -> bool {
    let has = |part: &str| doc.contains(part);
    doc.is_ascii()
        && doc.starts_with(|c: char| c.is_ascii_graphic() && c != '"')
        && doc.trim_end().contains('\n')
        && !["\n ", " \n", "\t", "\r", "\u{b}", "\u{c}"].into_iter().any(has)
}

fn pad(touches_quotes: bool) -> &'static str {
    if touches_quotes { " " } else { "" }
}

/// Returns `line` with spaces for the tabs that it begins with, up to each eighth column.
fn without_tabs(line: &str) -> Cow<'_, str> {
    let text = line.trim_start_matches([' ', '\t']);
    let indent = line.strip_suffix(text).unwrap_or_default();
    if !indent.contains('\t') {
        return Cow::Borrowed(line);
    }
    let columns =
        indent.chars().fold(0, |column, c| if c == '\t' { (column / 8 + 1) * 8 } else { column + 1 });
    Cow::Owned(" ".repeat(columns) + text)
}

/// Returns how far all `lines` are indented that are not empty.
fn shared_indent(lines: &[impl AsRef<str>]) -> usize {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    lines.iter().map(AsRef::as_ref).filter(|line| !line.is_empty()).map(indent).min().unwrap_or_default()
}

/// Whether `text` needs no escapes between `"""` and `"""`.
fn is_plain(text: &str) -> bool {
    // Nearly every text is of this kind. Its bytes are read only once.
    let is_harmless = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t') && byte != b'"' && byte != b'\\';
    (text.bytes().all(is_harmless) && !has_command(text)) || !text.contains('\\') && is_raw(text)
}

/// Whether `text` needs no escapes between `r"""` and `"""`.
fn is_raw(text: &str) -> bool {
    !text.contains("\"\"\"")
        && !text.ends_with(['"', '\\'])
        && !text.chars().any(must_be_escaped)
        && !text.split('\n').any(begins_with_other_space)
        && !has_command(text)
}

/// Whether a line would be a command for GitHub's runner when the stub or a diff of it is printed there.
fn has_command(text: &str) -> bool {
    text.contains("::") && text.lines().any(is_workflow_command)
}

/// Whether a line begins with `::` and a word. A line with `::` alone is common in documentation.
fn is_workflow_command(line: &str) -> bool {
    let rest = line.trim_start().strip_prefix("::");
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether it must be escaped: Python's tokenizer rejects some control characters and takes others for line breaks, and
/// black takes the separators of Unicode for line breaks.
fn must_be_escaped(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || is_bidirectional(c) || is_separator(c)
}

/// Whether it separates lines or paragraphs.
const fn is_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether the indentation of `line` has a space other than the usual one, which formatters count in different ways.
fn begins_with_other_space(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with(char::is_whitespace)
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut quotes = 0;
    for line in text.split_inclusive('\n') {
        let (indent, mut rest) = line.split_at(line.len() - line.trim_start_matches(' ').len());
        escaped.push_str(indent);
        if let Some(command) = rest.strip_prefix(':').filter(|_| is_workflow_command(rest)) {
            escaped.push_str("\\x3a");
            rest = command;
        }
        for (index, c) in rest.chars().enumerate() {
            match c {
                '"' if quotes < 2 => {
                    escaped.push('"');
                    quotes += 1;
                    continue;
                }
                '\n' => escaped.push(c),
                '\t' if index > 0 => escaped.push(c),
                c if is_separator(c) || (index == 0 && c.is_whitespace()) => push_code(c, &mut escaped),
                c => push_escaped(c, '"', &mut escaped),
            }
            quotes = 0;
        }
    }
    escaped
}

fn push_code(c: char, out: &mut String) {
    out.push_str(&format!("\\u{:04x}", u32::from(c)));
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn plain_text_is_plain() {
        assert_eq!(literal("Adds.").as_deref(), Some(r#""""Adds.""""#));
        assert_eq!(literal("Adds.\n\nMore. \n").as_deref(), Some("\"\"\"Adds.\n\nMore.\n\"\"\""));
        assert_eq!(literal(" \n "), None);
    }

    #[test]
    fn shared_indentation_is_left_out() {
        assert_eq!(
            literal("\n    One.\n\n      Two.\n    Three.\n    ").as_deref(),
            Some("\"\"\"One.\n\n  Two.\nThree.\n\"\"\"")
        );
        assert_eq!(literal("One.\n\n\tTwo.\nX").as_deref(), Some("\"\"\"One.\n\n        Two.\nX\n\"\"\""));
    }

    #[test]
    fn indentation_that_formatters_would_remove_begins_below_the_quotes() {
        assert_eq!(literal("One:\n\n    two").as_deref(), Some("\"\"\"\nOne:\n\n    two\n\"\"\""));
        assert_eq!(literal("\n  One:\ntwo").as_deref(), Some("\"\"\"\n  One:\ntwo\n\"\"\""));
    }

    #[test]
    fn backslashes_make_it_raw() {
        assert_eq!(literal(r"a \d b").as_deref(), Some(r#"r"""a \d b""""#));
    }

    #[test]
    fn what_would_end_the_string_is_escaped() {
        assert_eq!(literal("say \"hi\"").as_deref(), Some(r#""""say "hi" """"#));
        assert_eq!(
            literal("\"hi\" he said\n\nYes.").as_deref(),
            Some("\"\"\" \"hi\" he said\n\nYes.\n\"\"\"")
        );
        assert_eq!(literal("a \"\"\"\"\" b").as_deref(), Some(r#""""a ""\""" b""""#));
        assert_eq!(literal("ends \\").as_deref(), Some(r#""""ends \\""""#));
        assert_eq!(literal("a\rb\0c").as_deref(), Some(r#""""a\rb\x00c""""#));
    }

    #[test]
    fn what_an_editor_or_a_runner_would_obey_is_escaped() {
        assert_eq!(literal("a\u{2028}b").as_deref(), Some(r#""""a\u2028b""""#));
        assert_eq!(literal("A.\n\n\u{a0}b \nc").as_deref(), Some("\"\"\"A.\n\n\\u00a0b\nc\n\"\"\""));
        assert_eq!(literal("a \u{202e}b").as_deref(), Some(r#""""a \u202eb""""#));
        assert_eq!(
            literal("One::\n\n  ::\n  ::error::no").as_deref(),
            Some("\"\"\"\nOne::\n\n  ::\n  \\x3a:error::no\n\"\"\"")
        );
    }
}
