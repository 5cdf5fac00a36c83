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
    name.split('.').all(|part| is_plain_identifier(part) || is_identifier(part))
}

/// Whether `name` has the shape of an identifier, in ASCII.
fn is_plain_identifier(name: &str) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    match name.as_bytes() {
        [first, rest @ ..] => {
            is_letter(first) && rest.iter().all(|byte| is_letter(byte) || byte.is_ascii_digit())
        }
        [] => false,
    }
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
