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
fn plain_text(doc: &str) -> Option<Cow<'_, str>> {
    if !doc.contains('\n') {
        return Some(Cow::Borrowed(doc.trim())).filter(|text| !text.is_empty());
    }
    let mut lines: Vec<&str> =
        doc.trim_end().split('\n').map(|line| line.trim_end_matches([' ', '\t'])).collect();
    let indent = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let shared = lines.iter().filter(|line| !line.is_empty()).map(indent).min().unwrap_or_default();
    lines.iter_mut().for_each(|line| *line = line.get(shared..).unwrap_or_default());
    let text = lines.join("\n");
    let text = text.trim_start_matches('\n');
    if text.trim().is_empty() {
        return None;
    }
    Some(Cow::Owned(if text.contains('\n') { format!("{text}\n") } else { text.trim().to_owned() }))
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

/// Whether it is a control character that must be escaped: Python's tokenizer rejects some, and treats others as line
/// breaks.
fn must_be_escaped(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || is_bidirectional(c)
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive('\n') {
        let line = if is_workflow_command(line) {
            let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
            escaped.push_str(indent);
            escaped.push_str("\\x3a");
            rest.strip_prefix(':').unwrap_or(rest)
        } else {
            line
        };
        for c in line.chars() {
            match c {
                '\n' | '\t' => escaped.push(c),
                c => push_escaped(c, '"', &mut escaped),
            }
        }
    }
    escaped
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
            literal("\n    One.\n\n      Two.\n    ").as_deref(),
            Some("\"\"\"One.\n\n  Two.\n\"\"\"")
        );
        assert_eq!(literal("One:\n\n    two").as_deref(), Some("\"\"\"One:\n\n    two\n\"\"\""));
    }

    #[test]
    fn backslashes_make_it_raw() {
        assert_eq!(literal(r"a \d b").as_deref(), Some(r#"r"""a \d b""""#));
    }

    #[test]
    fn what_would_end_the_string_is_escaped() {
        assert_eq!(literal("say \"hi\"").as_deref(), Some(r#""""say \"hi\"""""#));
        assert_eq!(literal("a \"\"\" b").as_deref(), Some(r#""""a \"\"\" b""""#));
        assert_eq!(literal("ends \\").as_deref(), Some(r#""""ends \\""""#));
        assert_eq!(literal("a\rb\0c").as_deref(), Some(r#""""a\rb\x00c""""#));
    }

    #[test]
    fn what_an_editor_or_a_runner_would_obey_is_escaped() {
        assert_eq!(literal("a \u{202e}b").as_deref(), Some(r#""""a \u202eb""""#));
        assert_eq!(
            literal("One::\n\n  ::\n  ::error::no").as_deref(),
            Some("\"\"\"One::\n\n  ::\n  \\x3a:error::no\n\"\"\"")
        );
    }
}
