//! Literals as a formatter writes them: on one line, and strings in double quotes.

use super::parse_expression;
use crate::text::literal;
use ruff_python_ast as ast;
use ruff_text_size::Ranged;

/// Returns the text of the string, bytes, number or constant `expr`, which was parsed from `source`.
pub fn text(expr: &ast::Expr, source: &str) -> String {
    match expr {
        // Half a surrogate pair is not valid in Rust, and becomes the replacement character.
        ast::Expr::StringLiteral(string)
            if !string.value.to_str().contains('\u{fffd}') || !source[expr.range()].contains('\\') =>
        {
            literal::string(string.value.to_str())
        }
        ast::Expr::BytesLiteral(bytes) => literal::bytes(&bytes.value.bytes().collect::<Vec<u8>>()),
        ast::Expr::NumberLiteral(_) => number(&source[expr.range()]),
        ast::Expr::UnaryOp(operation) if operation.op == ast::UnaryOp::USub => {
            format!("-{}", text(&operation.operand, source))
        }
        _ => source[expr.range()].to_owned(),
    }
}

/// Whether two sources are literals of one value. No number is the same as a bool, and no integer as a float.
pub fn is_same(left: &str, right: &str) -> bool {
    let (Ok(parsed), Ok(other)) = (parse_expression(left), parse_expression(right)) else { return false };
    is_same_expr((&parsed, left), (&other, right))
}

fn is_same_expr((left, left_source): (&ast::Expr, &str), (right, right_source): (&ast::Expr, &str)) -> bool {
    match (left, right) {
        (ast::Expr::NumberLiteral(one), ast::Expr::NumberLiteral(other)) => one.value == other.value,
        (ast::Expr::UnaryOp(one), ast::Expr::UnaryOp(other)) => {
            one.op == other.op && is_same_expr((&one.operand, left_source), (&other.operand, right_source))
        }
        (ast::Expr::BooleanLiteral(one), ast::Expr::BooleanLiteral(other)) => one.value == other.value,
        (ast::Expr::NoneLiteral(_), ast::Expr::NoneLiteral(_)) => true,
        (ast::Expr::StringLiteral(_), ast::Expr::StringLiteral(_))
        | (ast::Expr::BytesLiteral(_), ast::Expr::BytesLiteral(_)) => {
            text(left, left_source) == text(right, right_source)
        }
        _ => false,
    }
}

/// Returns the name of the class of the literal `text`.
pub fn class(text: &str) -> Option<&'static str> {
    let digits = text.trim_start_matches('-');
    let has = |part: char| digits.contains(part);
    match digits.chars().next()? {
        '"' | '\'' => Some("str"),
        'b' => Some("bytes"),
        'T' | 'F' => Some("bool"),
        '0'..='9' if has('j') => Some("complex"),
        '0'..='9' if digits.starts_with("0x") => Some("int"),
        '0'..='9' if has('.') || has('e') => Some("float"),
        '0'..='9' => Some("int"),
        _ => None,
    }
}

/// Returns the number `written` with the letters that formatters write: small ones, except for hexadecimal digits. A
/// point has digits on both sides.
fn number(written: &str) -> String {
    let lower = written.to_ascii_lowercase();
    if let Some(digits) = lower.strip_prefix("0x") {
        return format!("0x{}", digits.to_ascii_uppercase());
    }
    let Some((whole, rest)) = lower.split_once('.') else { return lower };
    let zero = |digits: &str| if digits.starts_with(|c: char| c.is_ascii_digit()) { "" } else { "0" };
    format!("{}{whole}.{}{rest}", zero(whole), zero(rest))
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::{is_same, text};
    use crate::generate::python::parse_expression;

    fn written(source: &str) -> String {
        text(&parse_expression(source).expect("an expression"), source)
    }

    #[test]
    fn strings_get_double_quotes_and_keep_their_meaning() {
        assert_eq!(written("'a'"), "\"a\"");
        assert_eq!(written("'say \"hi\"'"), "'say \"hi\"'");
        assert_eq!(written(r"r'\d'"), r#""\\d""#);
        assert_eq!(written("('a'\n 'b')"), "\"ab\"");
        assert_eq!(written("'''a\nb'''"), r#""a\nb""#);
        assert_eq!(written(r"'\ud800'"), r"'\ud800'");
    }

    #[test]
    fn bytes_get_double_quotes_and_keep_their_meaning() {
        assert_eq!(written(r"b'\x00a\'\n'"), r#"b"\x00a'\n""#);
        assert_eq!(written(r"rb'\d'"), r#"b"\\d""#);
        assert_eq!(written("b'a' b\"b\""), "b\"ab\"");
    }

    #[test]
    fn literals_are_compared_by_value() {
        for (left, right) in
            [("1_000", "1000"), ("1.50", "1.5"), ("'a'", "\"a\""), ("-1", "-1"), ("b'a'", "b\"a\"")]
        {
            assert!(is_same(left, right), "{left} {right}");
        }
        for (left, right) in
            [("1", "1.0"), ("1", "True"), ("'a'", "b'a'"), ("-1", "1"), ("x", "x"), ("(", "(")]
        {
            assert!(!is_same(left, right), "{left} {right}");
        }
    }

    #[test]
    fn other_literals_stay_as_they_are() {
        for source in ["1_000", "-1.5e3", "0x1F", "True", "None", "~1", "+2"] {
            assert_eq!(written(source), source);
        }
    }

    #[test]
    fn numbers_have_the_letters_that_formatters_write() {
        let cases = [
            ("0XabcD", "0xABCD"),
            ("-0xff", "-0xFF"),
            ("0B10", "0b10"),
            ("1E5", "1e5"),
            ("1.", "1.0"),
            (".5E-3", "0.5e-3"),
            ("1.e3J", "1.0e3j"),
            ("1J", "1j"),
        ];
        for (source, expected) in cases {
            assert_eq!(written(source), expected);
        }
    }
}
