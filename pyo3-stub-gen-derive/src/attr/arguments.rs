//! The arguments of the attribute macros themselves, such as `module = "…"`.

use super::{Entry, Text, Value, entries};
use crate::errors::Errors;
use proc_macro2::{Span, TokenStream};

/// The arguments of an attribute macro.
#[derive(Default)]
pub struct MacroArguments {
    /// `module = "…"`.
    pub module: Option<Text>,
    /// The module that a `#[gen_stub_pymodule]` around the item says it is in; empty is the
    /// extension module.
    pub inside: Option<String>,
    /// `skip_stub_type`.
    pub skip_stub_type: bool,
    /// `skip`.
    pub skip: bool,
    /// `python = "…"`.
    pub python: Option<Text>,
    /// `python_overload = "…"`.
    pub python_overload: Option<Text>,
    /// `no_default_overload = true`.
    pub no_default_overload: Option<Span>,
}

impl MacroArguments {
    /// The arguments in `tokens`, of which `allowed` are known to the macro.
    pub fn read(tokens: TokenStream, allowed: &[&str], errors: &mut Errors) -> Self {
        let mut arguments = Self::default();
        for entry in errors.take(entries(tokens)).unwrap_or_default() {
            let name = entry.key.to_string();
            if name == "inside" || allowed.contains(&name.as_str()) {
                arguments.set(&name, &entry, errors);
            } else {
                errors.at(entry.span(), unknown(&name, allowed));
            }
        }
        arguments
    }

    fn set(&mut self, name: &str, entry: &Entry, errors: &mut Errors) {
        match name {
            "module" => self.module = text(entry, errors),
            "inside" => self.inside = text(entry, errors).and_then(|text| text.value()),
            "python" => self.python = text(entry, errors),
            "python_overload" => self.python_overload = text(entry, errors),
            "skip_stub_type" => self.skip_stub_type = switch(entry, errors),
            "skip" => self.skip = switch(entry, errors),
            "no_default_overload" => {
                self.no_default_overload = switch(entry, errors).then(|| entry.span());
            }
            _ => {}
        }
    }
}

fn unknown(name: &str, allowed: &[&str]) -> String {
    match allowed {
        [] => format!("unknown argument `{name}`: this macro takes no arguments"),
        _ => format!("unknown argument `{name}`: expected {}", crate::emit::listed(allowed)),
    }
}

/// The text of `key = "…"`.
pub fn text(entry: &Entry, errors: &mut Errors) -> Option<Text> {
    match &entry.value {
        Value::Assigned(tokens) => errors.take(Text::parse(tokens.clone())),
        _ => {
            errors.at(entry.span(), format!("`{0}` needs a text: write `{0} = \"…\"`", entry.key));
            None
        }
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
