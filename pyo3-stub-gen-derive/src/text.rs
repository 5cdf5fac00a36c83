//! Text in an attribute: a literal, which may come through a `macro_rules!`, or a constant expression such as
//! `concat!("a", "b")`.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, Lit, LitStr, Token};

/// A text.
#[derive(Clone)]
pub enum Text {
    /// Its value is known here.
    Literal(LitStr),
    /// The compiler finds its value later.
    Constant(Box<Expr>),
}

impl Text {
    /// Reads a text.
    pub fn parse(tokens: TokenStream) -> syn::Result<Self> {
        let span = tokens.span();
        let help = || syn::Error::new(span, "expected a string literal, such as \"a.b\"");
        Self::from_expr(syn::parse2(tokens).map_err(|_| help())?).ok_or_else(help)
    }

    /// Returns the text that `expr` is.
    pub fn from_expr(expr: Expr) -> Option<Self> {
        match ungrouped(&expr) {
            Expr::Lit(lit) => match &lit.lit {
                Lit::Str(text) => Some(Self::Literal(text.clone())),
                _ => None,
            },
            Expr::Macro(mac) => Some(match concatenated(&mac.mac) {
                Some(text) => Self::Literal(LitStr::new(&text, mac.span())),
                None => Self::Constant(Box::new(expr)),
            }),
            Expr::Path(_) => Some(Self::Constant(Box::new(expr))),
            _ => None,
        }
    }

    /// Returns the text itself, if it is known.
    pub fn value(&self) -> Option<String> {
        match self {
            Self::Literal(text) => Some(text.value()),
            Self::Constant(_) => None,
        }
    }

    /// Returns where the text stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Literal(text) => text.span(),
            Self::Constant(expr) => expr.span(),
        }
    }
}

impl ToTokens for Text {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Literal(text) => text.to_tokens(tokens),
            Self::Constant(expr) => expr.to_tokens(tokens),
        }
    }
}

/// Returns `expr` without the invisible groups and parentheses around it.
pub fn ungrouped(mut expr: &Expr) -> &Expr {
    loop {
        expr = match expr {
            Expr::Group(group) => &group.expr,
            Expr::Paren(paren) => &paren.expr,
            other => return other,
        };
    }
}

/// Returns the value of a `concat!` that contains literals only.
fn concatenated(mac: &syn::Macro) -> Option<String> {
    if mac.path.segments.last().is_none_or(|segment| segment.ident != "concat") {
        return None;
    }
    let parts = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(mac.tokens.clone()).ok()?;
    parts
        .iter()
        .map(|part| match ungrouped(part) {
            Expr::Lit(lit) => match &lit.lit {
                Lit::Str(text) => Some(text.value()),
                Lit::Char(c) => Some(c.value().to_string()),
                Lit::Int(int) => Some(int.base10_digits().to_owned()),
                Lit::Bool(bool) => Some(bool.value.to_string()),
                _ => None,
            },
            Expr::Macro(mac) => concatenated(&mac.mac),
            _ => None,
        })
        .collect()
}
