//! The text of expressions.

use crate::generate::model::{Expr, Symbol};

/// Returns the text of `expr`, whose names are bound.
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
        // The resolver leaves none of these. A name without its module is the best approximation.
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
        Expr::Set(members) => {
            out.push('{');
            join(members, ", ", out);
            out.push('}');
        }
        Expr::Dict(items) => {
            out.push('{');
            for (index, (key, value)) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                push(key, out);
                out.push_str(": ");
                push(value, out);
            }
            out.push('}');
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
        Symbol::Helper(helper) => helper.class_name().to_owned(),
        Symbol::Shape(shape) => shape.name.clone(),
    }
}
