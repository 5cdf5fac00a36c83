//! The one shape that all options share: `key`, `key = value` or `key(list)`, separated by commas.
//!
//! It must not know what a key means.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::Token;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};

/// One option.
#[derive(Clone)]
pub struct Entry {
    /// Its name.
    pub key: Ident,
    /// Its value.
    pub value: Value,
}

/// The value of an option.
#[derive(Clone)]
pub enum Value {
    /// `key`.
    Flag,
    /// `key = …`.
    Assigned(TokenStream),
    /// `key(…)`.
    List(TokenStream),
}

impl Entry {
    /// Returns where the option stands.
    pub fn span(&self) -> Span {
        self.key.span()
    }

    /// Whether the option has this name.
    pub fn is(&self, name: &str) -> bool {
        self.key == name
    }
}

/// Reads the options in `tokens`.
pub fn entries(tokens: TokenStream) -> syn::Result<Vec<Entry>> {
    parse.parse2(tokens)
}

fn parse(input: ParseStream<'_>) -> syn::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    while !input.is_empty() {
        let key = input.call(Ident::parse_any)?;
        let value = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            Value::Assigned(until_comma(input, &key)?)
        } else if input.peek(syn::token::Paren) {
            let list;
            syn::parenthesized!(list in input);
            Value::List(list.parse()?)
        } else {
            Value::Flag
        };
        entries.push(Entry { key, value });
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(entries)
}

fn until_comma(input: ParseStream<'_>, key: &Ident) -> syn::Result<TokenStream> {
    let mut value = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        value.extend([input.parse::<TokenTree>()?]);
    }
    if value.is_empty() {
        return Err(syn::Error::new(key.span(), format!("`{key}` needs a value after `=`")));
    }
    Ok(value)
}
