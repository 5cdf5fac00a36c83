//! The text of expressions.

use crate::generate::model::{Expr, Symbol};

/// The text of `expr`, whose names are bound.
#[must_use]
pub fn text(expr: &Expr) -> String {
    let mut out = String::new();
    push(expr, &mut out);
    out
}

/// Appends the text of `expr`, whose names are bound.
pub(super) fn push(expr: &Expr, out: &mut String) {
    match expr {
        Expr::Written(name) | Expr::Literal(name) => out.push_str(name),
        // The resolver leaves none of these; a name without its module is the nearest there is.
        Expr::Name(symbol) => out.push_str(&unbound(symbol)),
        Expr::Attribute(base, name) => {
            push(base, out);
            out.push('.');
            out.push_str(name);
        }
        Expr::Subscript(base, arguments) => {
            push(base, out);
            out.push('[');
            if arguments.is_empty() {
                out.push_str("()");
            }
            join(arguments, ", ", out);
            out.push(']');
        }
        Expr::Union(members) => join(members, " | ", out),
        Expr::List(members) => {
            out.push('[');
            join(members, ", ", out);
            out.push(']');
        }
        Expr::Tuple(members) => {
            out.push('(');
            join(members, ", ", out);
            out.push_str(if members.len() == 1 { ",)" } else { ")" });
        }
        Expr::Starred(inner) => {
            out.push('*');
            push(inner, out);
        }
        Expr::Call(function, arguments, keywords) => {
            push(function, out);
            out.push('(');
            join(arguments, ", ", out);
            for (index, (name, value)) in keywords.iter().enumerate() {
                out.push_str(if index == 0 && arguments.is_empty() { "" } else { ", " });
                out.push_str(name);
                out.push('=');
                push(value, out);
            }
            out.push(')');
        }
        Expr::Ellipsis => out.push_str("..."),
        Expr::None => out.push_str("None"),
    }
}

fn join(members: &[Expr], separator: &str, out: &mut String) {
    for (index, member) in members.iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        push(member, out);
    }
}

fn unbound(symbol: &Symbol) -> String {
    match symbol {
        Symbol::External(name) => name.name.clone(),
        Symbol::Local(name) => name.name.join("."),
        Symbol::TypeParameter(name) => name.clone(),
        Symbol::Protocol(path) => path.join("."),
    }
}

/// `text` as a Python string literal on one line, in double quotes unless single ones need fewer escapes.
#[must_use]
pub fn string_literal(text: &str) -> String {
    let count = |quote| text.matches(quote).count();
    let quote = if count('"') > count('\'') { '\'' } else { '"' };
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push(quote);
    for c in text.chars() {
        match c {
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            c if c == quote => literal.extend(['\\', c]),
            c if c.is_control() && (c as u32) < 0x100 => literal.push_str(&format!("\\x{:02x}", c as u32)),
            c => literal.push(c),
        }
    }
    literal.push(quote);
    literal
}

/// `bytes` as a Python literal on one line, quoted like a [`string_literal`].
#[must_use]
pub fn bytes_literal(bytes: &[u8]) -> String {
    let count = |quote| bytes.iter().filter(|&&byte| byte == quote).count();
    let quote = if count(b'"') > count(b'\'') { '\'' } else { '"' };
    let mut literal = format!("b{quote}");
    for &byte in bytes {
        match char::from(byte) {
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            c if c == quote => literal.extend(['\\', c]),
            c @ ' '..='~' => literal.push(c),
            _ => literal.push_str(&format!("\\x{byte:02x}")),
        }
    }
    literal.push(quote);
    literal
}
