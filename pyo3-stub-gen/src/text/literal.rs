//! Strings and bytes as Python literals.

use super::visible::is_bidirectional;

/// Returns `text` as a Python string literal on one line, in double quotes unless single ones need fewer escapes.
#[must_use]
pub fn string(text: &str) -> String {
    let quote = quote(text.as_bytes());
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push(quote);
    text.chars().for_each(|c| push_escaped(c, quote, &mut literal));
    literal.push(quote);
    literal
}

/// Returns `bytes` as a Python literal on one line, quoted like a [`string`].
#[must_use]
pub fn bytes(bytes: &[u8]) -> String {
    let quote = quote(bytes);
    let mut literal = String::with_capacity(bytes.len() + 3);
    literal.extend(['b', quote]);
    for &byte in bytes {
        if byte.is_ascii() {
            push_escaped(char::from(byte), quote, &mut literal);
        } else {
            push_hexadecimal(byte.into(), &mut literal);
        }
    }
    literal.push(quote);
    literal
}

/// Appends `c` as a character between two `quote`s on one line.
pub fn push_escaped(c: char, quote: char, out: &mut String) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if c == quote => out.extend(['\\', c]),
        // All control characters have one byte.
        c if c.is_control() => push_hexadecimal(c.into(), out),
        c if is_bidirectional(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
        c => out.push(c),
    }
}

fn push_hexadecimal(code: u32, out: &mut String) {
    out.push_str(&format!("\\x{code:02x}"));
}

fn quote(text: &[u8]) -> char {
    let count = |quote| text.iter().filter(|&&byte| byte == quote).count();
    if count(b'"') > count(b'\'') { '\'' } else { '"' }
}

#[cfg(test)]
mod tests {
    use super::{bytes, string};

    #[test]
    fn the_quotes_are_those_that_need_fewer_escapes() {
        assert_eq!(string("it's"), r#""it's""#);
        assert_eq!(string(r#"say "hi""#), r#"'say "hi"'"#);
        assert_eq!(string(r#"'"'""#), r#""'\"'\"""#);
        assert_eq!(bytes(b"\"a\""), r#"b'"a"'"#);
    }

    #[test]
    fn what_python_cannot_hold_on_a_line_is_escaped() {
        assert_eq!(string("a\n\t\r\\\0\u{7f}\u{85}é"), r#""a\n\t\r\\\x00\x7f\x85é""#);
        assert_eq!(bytes(b"a\n\x00\x7f\xff\\"), r#"b"a\n\x00\x7f\xff\\""#);
    }
}
