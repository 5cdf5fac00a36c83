//! Converts fields to a type that is text.

use super::fields::TypeFields;
use super::tree::last_part;
use crate::{ImportRef, ModuleRef, TypeInfo};
use std::collections::{BTreeMap, BTreeSet};

/// Returns the type of `fields`. Its text qualifies every name that the fields explain with its full module.
pub(super) fn info(fields: &TypeFields) -> TypeInfo {
    let mut modules = BTreeSet::new();
    let mut origins = BTreeMap::new();
    let own = fields.source_module.iter().map(|module| (&fields.name, module));
    let referred = fields.type_refs.iter().map(|(name, origin)| (name, &origin.module));
    let imported = fields.import.iter().filter_map(|import| match import {
        ImportRef::Type { module, name } => Some((name, module)),
        ImportRef::Module(_) => None,
    });
    // The most exact source comes last.
    for (name, module) in own.chain(imported).chain(referred) {
        if let Some(module) = named(module) {
            modules.insert(module);
            origins.insert(&**name, module);
        }
    }
    for import in &fields.import {
        if let ImportRef::Module(module) = import {
            modules.extend(named(module));
        }
    }
    let modules: Vec<&str> = modules.into_iter().filter(|module| !module.starts_with('.')).collect();
    TypeInfo::text(&explained(&fields.name, &origins), &modules)
}

fn named(module: &ModuleRef) -> Option<&str> {
    module.get().filter(|name| !name.is_empty())
}

/// Returns `text` with the module in front of every name that has one in `origins`.
fn explained(text: &str, origins: &BTreeMap<&str, &str>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' => string_length(rest, first),
            _ if is_part_of_name(first) => {
                rest.find(|c| c != '.' && !is_part_of_name(c)).unwrap_or(rest.len())
            }
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        match origin(token, origins) {
            // A relative name counts from the extension, as names without an explanation do.
            Some((module, name)) => match module.trim_start_matches('.') {
                "" => out.push_str(name),
                module => out.extend([module, ".", name]),
            },
            None => out.push_str(token),
        }
        rest = after;
    }
    out
}

fn is_part_of_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Returns the length of the string at the start of `text`: that of all of it, where the quote is not closed.
fn string_length(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !is_escaped {
            return at + c.len_utf8();
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    text.len()
}

/// Returns the module of the dotted name `token`, and its name there.
fn origin<'a>(token: &'a str, origins: &BTreeMap<&str, &'a str>) -> Option<(&'a str, &'a str)> {
    let is_or_is_below = |token: &str, name: &str| {
        token.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let found = origins.iter().filter_map(|(&name, &module)| {
        if below(token, module).is_some_and(|inside| is_or_is_below(inside, name)) {
            return None;
        }
        let in_short = last_part(module).and_then(|part| below(token, part));
        let inside = [Some(token), in_short].into_iter().flatten().find(|it| is_or_is_below(it, name))?;
        Some((name.len(), module, inside))
    });
    found.max_by_key(|(length, ..)| *length).map(|(_, module, inside)| (module, inside))
}

/// Returns `token` without `module` in front.
fn below<'a>(token: &'a str, module: &str) -> Option<&'a str> {
    token.strip_prefix(module)?.strip_prefix('.')
}
