//! `#[gen_stub(…)]`.

use super::arguments::{switch, text};
use super::{Entry, Text, Value, entries};
use crate::errors::Errors;
use proc_macro2::{Span, TokenStream};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, LitStr, Meta, Token};

/// Every option there is.
const ALL: &[&str] = &[
    "default",
    "skip",
    "override_return_type",
    "override_type",
    "type_ignore",
    "module",
    "type_params",
    "self_type",
    "python",
    "python_overload",
    "no_default_overload",
];

/// What `#[gen_stub(…)]` says about one item.
#[derive(Default)]
pub struct StubOptions {
    /// `skip`.
    pub skip: bool,
    /// `default = …`.
    pub default: Option<Expr>,
    /// `override_return_type(…)`.
    pub override_return_type: Option<Override>,
    /// `override_type(…)`.
    pub override_type: Option<Override>,
    /// `type_ignore`: no rules silence every finding.
    pub type_ignore: Option<Vec<LitStr>>,
    /// `module = "…"`.
    pub module: Option<Text>,
    /// `type_params = "…"`.
    pub type_params: Option<Text>,
    /// `self_type = "…"`.
    pub self_type: Option<Text>,
    /// `python = "…"`.
    pub python: Option<Text>,
    /// `python_overload = "…"`.
    pub python_overload: Option<Text>,
    /// `no_default_overload`.
    pub no_default_overload: Option<Span>,
}

/// `(type_repr = "…", imports = ("…",))`.
#[derive(Clone)]
pub struct Override {
    /// The type, as Python source.
    pub type_repr: Text,
    /// Modules whose names it uses.
    pub imports: Vec<LitStr>,
}

impl StubOptions {
    /// The options of an item, of which `allowed` make sense on `place`.
    pub fn read(attrs: &[Attribute], place: &str, allowed: &[&str], errors: &mut Errors) -> Self {
        let mut options = Self::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("gen_stub")) {
            let Meta::List(list) = &attr.meta else {
                errors.push(syn::Error::new_spanned(attr, "expected options: `#[gen_stub(skip)]`, say"));
                continue;
            };
            for entry in errors.take(entries(list.tokens.clone())).unwrap_or_default() {
                options.set(&entry, place, allowed, errors);
            }
        }
        options
    }

    fn set(&mut self, entry: &Entry, place: &str, allowed: &[&str], errors: &mut Errors) {
        let name = entry.key.to_string();
        let known = crate::emit::listed(allowed);
        if !ALL.contains(&name.as_str()) {
            errors.at(entry.span(), format!("unknown option `{name}`: expected {known}"));
            return;
        }
        if !allowed.contains(&name.as_str()) {
            errors.at(entry.span(), format!("`{name}` has no meaning on {place}: expected {known}"));
            return;
        }
        match name.as_str() {
            "skip" => self.skip = switch(entry, errors),
            "default" => self.default = default(entry, errors),
            "override_return_type" => self.override_return_type = replacement(entry, errors),
            "override_type" => self.override_type = replacement(entry, errors),
            "type_ignore" => self.type_ignore = rules(entry, errors),
            "module" => self.module = text(entry, errors),
            "type_params" => self.type_params = text(entry, errors),
            "self_type" => self.self_type = text(entry, errors),
            "python" => self.python = text(entry, errors),
            "python_overload" => self.python_overload = text(entry, errors),
            _ => self.no_default_overload = switch(entry, errors).then(|| entry.span()),
        }
    }
}

fn default(entry: &Entry, errors: &mut Errors) -> Option<Expr> {
    match &entry.value {
        Value::Assigned(tokens) => errors.take(syn::parse2(tokens.clone())),
        _ => {
            errors.at(entry.span(), "`default` needs a value: write `default = some_expression()`");
            None
        }
    }
}

fn replacement(entry: &Entry, errors: &mut Errors) -> Option<Override> {
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
                errors.at(
                    option.span(),
                    format!("unknown option `{other}`: expected `type_repr` or `imports`"),
                );
            }
        }
    }
    if type_repr.is_none() && errors.is_empty() {
        errors.at(entry.span(), format!("`type_repr` is missing: {usage}"));
    }
    Some(Override { type_repr: type_repr?, imports: list_of_imports })
}

/// `("a", "b")`, `["a", "b"]` or `"a"`.
fn imports(tokens: TokenStream) -> syn::Result<Vec<LitStr>> {
    let help = |input: syn::parse::ParseStream<'_>| {
        input.error("expected modules in parentheses: `imports = (\"collections.abc\",)`")
    };
    let parse = |input: syn::parse::ParseStream<'_>| {
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

/// `type_ignore` or `type_ignore = ["rule", …]`.
fn rules(entry: &Entry, errors: &mut Errors) -> Option<Vec<LitStr>> {
    let tokens = match &entry.value {
        Value::Flag => return Some(Vec::new()),
        Value::Assigned(tokens) | Value::List(tokens) => tokens.clone(),
    };
    let parse = |input: syn::parse::ParseStream<'_>| {
        let list;
        syn::bracketed!(list in input);
        literals(list.parse()?)
    };
    match parse.parse2(tokens) {
        Ok(rules) if !rules.is_empty() => return Some(rules),
        Ok(_) => errors.at(
            entry.span(),
            "`type_ignore = []` names no rule: write `type_ignore` to silence every finding, or name the rules",
        ),
        Err(_) => errors.at(
            entry.span(),
            "expected rules in brackets: `type_ignore = [\"override\"]`, or `type_ignore` alone",
        ),
    }
    None
}
