//! Docstrings, as PyO3 makes them from Rust documentation.

use crate::statement::{ConstantText, Statement};
use quote::{ToTokens, quote};
use syn::{Attribute, Expr, Lit, Meta};

/// Returns the docstring. It is known where every line is a literal.
pub fn docstring(attrs: &[Attribute]) -> Statement {
    let mut parts = Vec::new();
    let mut text = String::new();
    let lines = attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => Some(&pair.value),
        _ => None,
    });
    for (index, line) in lines.enumerate() {
        if index > 0 {
            text.push('\n');
        }
        match line {
            Expr::Lit(syn::ExprLit { lit: Lit::Str(line), .. }) => {
                let line = line.value();
                // `/// Text` is `#[doc = " Text"]`.
                text.push_str(line.strip_prefix(' ').unwrap_or(&line));
            }
            expr => {
                if !text.is_empty() {
                    parts.push(std::mem::take(&mut text).into_token_stream());
                }
                parts.push(expr.to_token_stream());
            }
        }
    }
    if parts.is_empty() {
        return Statement::of(text.as_str());
    }
    if !text.is_empty() {
        parts.push(text.into_token_stream());
    }
    Statement::of(ConstantText(quote!(::core::concat!(#(#parts),*))))
}
