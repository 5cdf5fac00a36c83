//! Valid names in Python.

use super::parse::parse_expression;
use ruff_python_ast as ast;
use ruff_python_stdlib::keyword::is_keyword;

/// Whether `name` can be a name in Python source: an identifier that is not a keyword.
#[must_use]
pub fn is_identifier(name: &str) -> bool {
    // Nearly every name is of this kind, and the parser takes a hundred times as long.
    if is_plain_identifier(name) && !is_keyword(name) {
        return true;
    }
    matches!(parse_expression(name), Ok(ast::Expr::Name(parsed)) if parsed.id.as_str() == name)
}

/// Whether `name` can be the dotted name of a module, or of something in one. `None` is a name of `builtins`.
#[must_use]
pub fn is_dotted_name(name: &str) -> bool {
    is_plain_dotted_name(name) || name.split('.').all(|part| is_plain_identifier(part) || is_identifier(part))
}

/// Whether every part of `name` has the shape of an identifier, in ASCII.
fn is_plain_dotted_name(name: &str) -> bool {
    let mut is_first = true;
    let is_plain = name.bytes().all(|byte| {
        let fits = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => true,
            b'0'..=b'9' | b'.' => !is_first,
            _ => false,
        };
        is_first = byte == b'.';
        fits
    });
    is_plain && !is_first
}

/// Whether `name` has the shape of an identifier, in ASCII.
fn is_plain_identifier(name: &str) -> bool {
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    name.as_bytes().first().is_some_and(|first| !first.is_ascii_digit())
        && name.as_bytes().iter().all(is_of_word)
}

#[cfg(test)]
mod tests {
    use super::is_identifier;

    #[test]
    fn names_are_told_from_keywords() {
        // What `keyword.softkwlist` lists may be a name.
        let names = ["x", "_", "_1", "match", "case", "type", "Ünïcode", "print", "async_", "none"];
        let others =
            ["", "1x", "a-b", "a.b", "a b", " a", "a\n", "é!", "*a", "(a)", "class", "None", "await"];
        assert!(names.iter().all(|name| is_identifier(name)));
        assert!(!others.iter().any(|name| is_identifier(name)));
    }
}
