//! The values of options and arguments.

use super::entry::{Entry, Value, entries};
use super::suggest::unknown;
use crate::errors::Errors;
use crate::text::Text;
use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, LitStr, Token};

/// `(type_repr = "…", imports = ("…",))`.
#[derive(Clone)]
pub struct Override {
    /// The type, as Python source.
    pub type_repr: Text,
    /// Modules whose names it uses.
    pub imports: Vec<LitStr>,
}

/// Returns the text of `key = "…"`.
pub fn text(entry: &Entry, errors: &mut Errors) -> Option<Text> {
    match &entry.value {
        Value::Assigned(tokens) => errors.take(Text::parse(tokens.clone())),
        _ => {
            errors.at(entry.span(), format!("`{0}` needs a string: write `{0} = \"…\"`", entry.key));
            None
        }
    }
}

/// Returns the text of `type_params = "T, U"`.
pub fn type_params(entry: &Entry, errors: &mut Errors) -> Option<Text> {
    let (Value::Assigned(tokens) | Value::List(tokens)) = &entry.value else { return text(entry, errors) };
    let list = |input: ParseStream<'_>| {
        let list;
        if input.peek(syn::token::Bracket) {
            syn::bracketed!(list in input);
            return literals(list.parse()?);
        }
        if input.peek(syn::token::Paren) {
            syn::parenthesized!(list in input);
            return literals(list.parse()?);
        }
        literals(input.parse()?)
    };
    let is_list = matches!(entry.value, Value::List(_)) || syn::parse2::<LitStr>(tokens.clone()).is_err();
    match list.parse2(tokens.clone()) {
        Ok(names) if is_list && !names.is_empty() => {
            let names: Vec<String> = names.iter().map(LitStr::value).collect();
            let message = "`type_params` is one string, in which commas separate the parameters";
            errors.at(entry.span(), format!("{message}: write `type_params = \"{}\"`", names.join(", ")));
            None
        }
        _ => text(entry, errors),
    }
}

/// Whether `key`, or `key = true`, is set.
pub fn switch(entry: &Entry, errors: &mut Errors) -> bool {
    let value = match &entry.value {
        Value::Flag => return true,
        Value::Assigned(tokens) => syn::parse2::<syn::LitBool>(tokens.clone()).ok(),
        Value::List(_) => None,
    };
    match value {
        Some(value) => value.value,
        None => {
            errors.at(entry.span(), format!("`{0}` is on or off: write `{0}` or `{0} = true`", entry.key));
            false
        }
    }
}

/// Returns the expression of `default = …`.
pub fn default(entry: &Entry, errors: &mut Errors) -> Option<Expr> {
    match &entry.value {
        Value::Assigned(tokens) => errors.take(syn::parse2(tokens.clone())),
        _ => {
            errors.at(entry.span(), "`default` needs a value: write `default = some_expression()`");
            None
        }
    }
}

/// Returns the type of `override_type(…)` or `override_return_type(…)`.
pub fn replacement(entry: &Entry, errors: &mut Errors) -> Option<Override> {
    let usage = format!("write `{}(type_repr = \"list[int]\")`", entry.key);
    let Value::List(list) = &entry.value else {
        errors.at(entry.span(), format!("`{}` needs a type: {usage}", entry.key));
        return None;
    };
    let (mut type_repr, mut list_of_imports) = (None, Vec::new());
    for option in errors.take(entries(list.clone()))? {
        match (option.key.to_string().as_str(), &option.value) {
            ("type_repr", _) => type_repr = text(&option, errors),
            ("imports", Value::Assigned(tokens)) => {
                list_of_imports = errors.take(imports(tokens.clone()))?;
            }
            ("imports", Value::List(tokens)) => list_of_imports = errors.take(literals(tokens.clone()))?,
            (other, _) => {
                errors.at(option.span(), unknown("option", other, &["type_repr", "imports"]));
            }
        }
    }
    if type_repr.is_none() && errors.is_empty() {
        errors.at(entry.span(), format!("`type_repr` is missing: {usage}"));
    }
    Some(Override { type_repr: type_repr?, imports: list_of_imports })
}

/// Reads `("a", "b")`, `["a", "b"]` or `"a"`.
fn imports(tokens: TokenStream) -> syn::Result<Vec<LitStr>> {
    let help = |input: ParseStream<'_>| {
        input.error("expected modules in parentheses: `imports = (\"collections.abc\",)`")
    };
    let parse = |input: ParseStream<'_>| {
        let list;
        if input.peek(syn::token::Paren) {
            syn::parenthesized!(list in input);
        } else if input.peek(syn::token::Bracket) {
            syn::bracketed!(list in input);
        } else if input.peek(LitStr) {
            return Ok(vec![input.parse()?]);
        } else {
            return Err(help(input));
        }
        literals(list.parse()?)
    };
    parse.parse2(tokens)
}

fn literals(tokens: TokenStream) -> syn::Result<Vec<LitStr>> {
    let parser = Punctuated::<LitStr, Token![,]>::parse_terminated;
    Ok(parser.parse2(tokens)?.into_iter().collect())
}

/// Returns the rules of `type_ignore = ["rule", …]`; none for `type_ignore`, which silences all of them.
pub fn rules(entry: &Entry, errors: &mut Errors) -> Option<Vec<Text>> {
    let tokens = match &entry.value {
        Value::Flag => return Some(Vec::new()),
        Value::Assigned(tokens) | Value::List(tokens) => tokens.clone(),
    };
    let parse = |input: ParseStream<'_>| {
        let list;
        syn::bracketed!(list in input);
        literals(list.parse()?)
    };
    match parse.parse2(tokens) {
        Ok(rules) if !rules.is_empty() => return Some(rules.into_iter().map(Text::Literal).collect()),
        Ok(_) => errors.at(
            entry.span(),
            "`type_ignore = []` does not name a rule: write `type_ignore` to silence every finding, or list the rules",
        ),
        Err(_) => errors.at(
            entry.span(),
            "expected rules in brackets: `type_ignore = [\"override\"]`, or `type_ignore` alone",
        ),
    }
    None
}
