//! Rust literals as Python source.

use crate::text::ungrouped;
use syn::{Expr, Lit, UnOp};

/// Returns the Python source of a literal expression; `None` for any other expression.
pub fn python(expr: &Expr) -> Option<String> {
    match ungrouped(expr) {
        Expr::Lit(lit) => literal(&lit.lit),
        Expr::Path(path) if path.path.is_ident("None") => Some("None".to_owned()),
        Expr::Tuple(tuple) => {
            let elements: Vec<String> = tuple.elems.iter().map(python).collect::<Option<_>>()?;
            let comma = if elements.len() == 1 { "," } else { "" };
            Some(format!("({}{comma})", elements.join(", ")))
        }
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => match ungrouped(&unary.expr) {
            Expr::Lit(lit) if matches!(lit.lit, Lit::Int(_) | Lit::Float(_)) => {
                Some(format!("-{}", literal(&lit.lit)?))
            }
            _ => None,
        },
        Expr::Call(call) => match (ungrouped(&call.func), call.args.first()) {
            (Expr::Path(path), Some(value)) if path.path.is_ident("Some") && call.args.len() == 1 => {
                python(value)
            }
            _ => None,
        },
        _ => None,
    }
}

/// Returns the default of a parameter as PyO3 writes it into `__text_signature__`: plain literals and `None`. For any
/// other expression, even a negative number, PyO3 writes `...`.
pub fn in_signature(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Byte(_) | Lit::ByteStr(_) => None,
            lit => literal(lit),
        },
        Expr::Path(path) if path.qself.is_none() && path.path.is_ident("None") => Some("None".to_owned()),
        _ => None,
    }
}

fn literal(lit: &Lit) -> Option<String> {
    Some(match lit {
        Lit::Str(text) => quoted(&text.value()),
        Lit::Char(c) => quoted(&c.value().to_string()),
        Lit::ByteStr(bytes) => quoted_bytes(&bytes.value()),
        Lit::Byte(byte) => byte.value().to_string(),
        Lit::Int(int) => int.base10_digits().to_owned(),
        Lit::Float(float) => float.base10_digits().to_owned(),
        Lit::Bool(bool) => if bool.value { "True" } else { "False" }.to_owned(),
        _ => return None,
    })
}

/// Returns the quote that Python's `repr` puts around a text.
fn quote_for(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

fn quoted(text: &str) -> String {
    let quote = quote_for(text.contains('\''), text.contains('"'));
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => out.extend(['\\', c]),
            c if is_invisible(c) => out.push_str(&escaped(c)),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// Whether `c` would be invisible in the stub.
fn is_invisible(c: char) -> bool {
    let hidden = ['\u{ad}', '\u{2028}', '\u{2029}', '\u{feff}'];
    let directions = '\u{200b}'..='\u{200f}';
    let embeddings = '\u{202a}'..='\u{202e}';
    let isolates = '\u{2060}'..='\u{206f}';
    c.is_control()
        || (c.is_whitespace() && c != ' ')
        || hidden.contains(&c)
        || directions.contains(&c)
        || embeddings.contains(&c)
        || isolates.contains(&c)
}

fn escaped(c: char) -> String {
    let code = u32::from(c);
    match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

fn quoted_bytes(bytes: &[u8]) -> String {
    let quote = quote_for(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut out = format!("b{quote}");
    for &byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b' '..=b'~' if char::from(byte) == quote => out.extend(['\\', quote]),
            b' '..=b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push(quote);
    out
}

#[cfg(test)]
mod tests {
    use super::{in_signature, python};

    fn shown(rust: &str) -> Option<String> {
        python(&syn::parse_str(rust).unwrap())
    }

    #[test]
    fn literals_are_written_as_python_writes_them() {
        let cases = [
            ("true", "True"),
            ("None", "None"),
            ("1_000u64", "1000"),
            ("-0x10i8", "-16"),
            ("2.50f32", "2.50"),
            ("-1e3", "-1e3"),
            (r#""it's""#, r#""it's""#),
            (r#""a\"b""#, r#"'a"b'"#),
            (r#""tab\t\u{7f}\u{200b}é""#, r"'tab\t\x7f\u200bé'"),
            (r#"b"\x00a'""#, r#"b"\x00a'""#),
            ("'x'", "'x'"),
            ("b'a'", "97"),
            ("Some(-1)", "-1"),
            ("(1)", "1"),
        ];
        for (rust, python) in cases {
            assert_eq!(shown(rust).as_deref(), Some(python), "{rust}");
        }
    }

    #[test]
    fn a_signature_shows_plain_literals_only() {
        let shown = |rust: &str| in_signature(&syn::parse_str(rust).unwrap());
        for (rust, python) in [("1u8", "1"), ("\"a\"", "'a'"), ("1.5", "1.5"), ("None", "None")] {
            assert_eq!(shown(rust).as_deref(), Some(python), "{rust}");
        }
        for rust in ["-1", "b\"a\"", "Some(1)", "(1)", "Color::Red"] {
            assert_eq!(shown(rust), None, "{rust}");
        }
    }

    #[test]
    fn other_expressions_are_not_literals() {
        for rust in ["vec![1]", "Color::Red", "1 + 1", "-x", "(x,)", "Some(x)"] {
            assert_eq!(shown(rust), None, "{rust}");
        }
    }
}
