//! Exception classes that are not registered: those of `pyo3::create_exception!`, or of a macro around it in a crate
//! that does not use this library.
//!
//! A library that makes such a class contains its name. Only if it contains a name that the facts do not explain, the
//! extension is imported, and its exception classes become facts.

mod facts;
mod strings;

use crate::error::Error;
use crate::extract::{self, Question};
use crate::python::source_with_answer;
use crate::report::Report;
use crate::rules::{ExtensionRule, StubRule};
use facts::{Described, Seen};
use pyo3_stub_gen::facts::{Fact, Facts};
use pyo3_stub_gen::generate::paths::by_path;
use pyo3_stub_gen::generate::{Config, Problem, describe, modules};
use pyo3_stub_gen::text::dotted::last;
use pyo3_stub_gen::text::words::quoted;
use std::collections::{BTreeSet, HashSet};
use std::ffi::OsStr;

pub use strings::dotted_names;

const SCRIPT: &str = source_with_answer!("classes.py");

/// Adds to `facts` the exception classes of the extension that are not registered. `names` are the [`dotted_names`] in
/// its library. If Python cannot import the extension, it returns a warning that some may be missing.
pub fn add(
    facts: &mut Facts,
    names: &BTreeSet<String>,
    question: &Question<'_>,
    report: &Report,
) -> Option<Problem> {
    let unexplained = unexplained(names, facts, question.module);
    if unexplained.is_empty() {
        return None;
    }
    report.detail("Importing", format_args!("{}, for {}", question.module, quoted(&unexplained)));
    let seen = match import(question) {
        Ok(seen) => seen,
        Err(error) => return Some(may_be_missing(&unexplained, &error)),
    };
    // If the facts do not describe a module, the reason is reported when the stub is rendered.
    let described = describe(facts, question.module, &Config::default()).ok()?;
    let declared = by_path(&described).into_iter().map(|(path, _)| path).collect();
    let Question { module, library, .. } = *question;
    let reader = Described { seen: &seen, names: &unexplained, declared, module, library };
    facts
        .facts
        .extend(reader.missing().zip(free_id(facts)..).flat_map(|(class, id)| reader.facts(class, id)));
    None
}

/// Returns those of `names` that may be an exception of the extension `module` and are not a registered class.
///
/// Some part of the exception's module must be a part of one of the extension's modules, because a linked crate makes
/// exceptions of its own under its own name.
fn unexplained<'n>(names: &'n BTreeSet<String>, facts: &Facts, module: &str) -> Vec<&'n str> {
    let registered: HashSet<_> = facts.facts.iter().filter_map(|fact| registered(fact, module)).collect();
    let is_registered =
        |name: &&str| name.rsplit_once('.').is_some_and(|(of, name)| registered.contains(&(last(of), name)));
    let mut open: Vec<_> = names.iter().map(String::as_str).filter(|name| !is_registered(name)).collect();
    if !open.is_empty() {
        let modules = modules::modules(facts, module);
        let parts: HashSet<_> = modules.keys().flat_map(|name| name.split('.')).collect();
        open.retain(|name| is_of_one(name, &parts));
    }
    open
}

/// Returns the last part of the module of a class, and its name.
fn registered<'f>(fact: &'f Fact, extension: &'f str) -> Option<(&'f str, &'f str)> {
    let Fact::Class(class) = fact else { return None };
    let module = class.module.as_deref().map(last).filter(|part| !part.is_empty());
    Some((module.unwrap_or(last(extension)), &class.name))
}

/// Whether the module of `name` has one of these parts. Its first part may have other text in front of it.
fn is_of_one(name: &str, parts: &HashSet<&str>) -> bool {
    let mut own = name.rsplit_once('.').map_or("", |(module, _)| module).split('.');
    let first = own.next().unwrap_or_default();
    parts.iter().any(|part| first.ends_with(part)) || own.any(|part| parts.contains(part))
}

/// Returns the warning that exceptions may be missing, because the extension cannot be imported.
fn may_be_missing(names: &[&str], error: &Error) -> Problem {
    let (names, reason) = (quoted(names), error.to_string());
    StubRule::MissingExceptions { names, reason, remedy: error.to_problem().help }.problem(None)
}

/// Returns the exception classes that hang on the extension. It is imported in a process of its own.
fn import(question: &Question<'_>) -> Result<Vec<Seen>, Error> {
    let arguments = std::iter::once(OsStr::new(question.module))
        .chain(question.packages.iter().map(|path| path.as_os_str()));
    let (answer, ended) = extract::ask(question, SCRIPT, arguments)?;
    let module = question.module.to_owned();
    let rule = match answer {
        Some(answer) if answer.kind == "failed" => ExtensionRule::Import { module, reason: answer.text() },
        Some(answer) => match serde_json::from_slice(&answer.data) {
            Ok(classes) => return Ok(classes),
            Err(_) => ExtensionRule::UnreadableReport { module },
        },
        None => extract::died_in_import(module, &ended.end.into()),
    };
    Err(Error::with_output(rule, ended.stdout + &ended.stderr))
}

/// Returns a number above those of all classes.
fn free_id(facts: &Facts) -> u32 {
    let ids = facts.facts.iter().filter_map(|fact| match fact {
        Fact::Class(class) => Some(class.id),
        _ => None,
    });
    ids.max().map_or(0, |id| id.saturating_add(1))
}
