//! Docstrings, as PyO3 makes them from Rust documentation.

use crate::statement::{ConstantText, Statement};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Expr, Lit, Meta};

/// Returns the docstring. It is known where every line is a literal.
pub fn docstring(attrs: &[Attribute]) -> Statement {
    match lines(attrs) {
        Ok(text) => Statement::of(text.as_str()),
        Err(parts) => Statement::of(ConstantText(quote!(::core::concat!(#(#parts),*)))),
    }
}

/// Returns the docstring as an expression.
pub fn text(attrs: &[Attribute]) -> TokenStream {
    match lines(attrs) {
        Ok(text) => text.into_token_stream(),
        Err(parts) => quote!(::core::concat!(#(#parts),*)),
    }
}

/// Returns the docstring, or the expressions that make it if a line is not a literal.
fn lines(attrs: &[Attribute]) -> Result<String, Vec<TokenStream>> {
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
        return Ok(text);
    }
    if !text.is_empty() {
        parts.push(text.into_token_stream());
    }
    Err(parts)
}
