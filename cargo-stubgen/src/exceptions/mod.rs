//! Exception classes that nothing registers: those of `pyo3::create_exception!`, or of a macro around it in a crate
//! that knows nothing of this library.
//!
//! A library that makes one has its name in it. Where a name stands there that no fact explains, and only there, the
//! extension is imported, and what hangs on it becomes facts.

mod facts;
mod strings;

use crate::dotted::last;
use crate::error::{Error, Work};
use crate::extract::{self, Question};
use crate::process::Ended;
use crate::report::Report;
use facts::{Reader, Seen};
use pyo3_stub_gen::facts::{Fact, Facts};
use pyo3_stub_gen::generate::paths::by_path;
use pyo3_stub_gen::generate::{Config, Problem, describe, modules};
use serde::Deserialize;
use std::collections::{BTreeSet, HashSet};
use std::ffi::OsStr;

pub use strings::dotted_names;

const SCRIPT: &str = include_str!("classes.py");

/// Adds to `facts` the exception classes of the extension that nothing registers. `names` are the [`dotted_names`]
/// in its library. Where Python cannot import the extension, there is a warning that some may be missing.
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
    report.detail("Importing", format_args!("{}, for {}", question.module, listed(&unexplained)));
    let seen = match import(question) {
        Ok(seen) => seen,
        Err(error) => return Some(may_be_missing(&unexplained, &error)),
    };
    // What is wrong with facts that describe no module is said when the stub is rendered.
    let described = describe(facts, question.module, &Config::default()).ok()?;
    let declared = by_path(&described).into_iter().map(|(path, _)| path).collect();
    let Question { module, library, .. } = *question;
    let reader = Reader { seen: &seen, names: &unexplained, declared, module, library };
    facts
        .facts
        .extend(reader.missing().zip(free_id(facts)..).flat_map(|(class, id)| reader.facts(class, id)));
    None
}

/// Those of `names` that may be an exception of the extension `module` and are no registered class.
///
/// Some part of the exception's module must be a part of one of the extension's modules: a crate that is linked in
/// makes exceptions of its own under its own name.
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

/// The last part of the module of a class, and its name.
fn registered<'f>(fact: &'f Fact, extension: &'f str) -> Option<(&'f str, &'f str)> {
    let Fact::Class(class) = fact else { return None };
    let module = class.module.as_deref().map(last).filter(|part| !part.is_empty());
    Some((module.unwrap_or(last(extension)), &class.name))
}

/// Whether the module of `name` has one of these parts. Its first part may begin with too much.
fn is_of_one(name: &str, parts: &HashSet<&str>) -> bool {
    let mut own = name.rsplit_once('.').map_or("", |(module, _)| module).split('.');
    let first = own.next().unwrap_or_default();
    parts.iter().any(|part| first.ends_with(part)) || own.any(|part| parts.contains(part))
}

/// The warning that Python cannot say which of the exceptions `names` hang on the extension.
fn may_be_missing(names: &[&str], error: &Error) -> Problem {
    let message = format!("the stub may lack exceptions ({}): {error}", listed(names));
    let warning = Problem::warning(message, None);
    let remedy = "make them with pyo3_stub_gen's `create_exception!`, which needs no import";
    let help = error.to_problem().help.map_or_else(String::new, |help| format!("{help}\nor "));
    Problem { incomplete: true, ..warning.with_help(help + remedy) }
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// What Python says about an extension.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    /// Its exception classes.
    Classes(Vec<Seen>),
    /// The exception that importing it raises.
    Failed(String),
}

/// The exception classes that hang on the extension. It is imported for it, in a process of its own.
fn import(question: &Question<'_>) -> Result<Vec<Seen>, Error> {
    let module = || question.module.to_owned();
    let arguments = std::iter::once(OsStr::new(question.module))
        .chain(question.packages.iter().map(|path| path.as_os_str()));
    let (answer, Ended { end, stdout, stderr }) = extract::ask(question, SCRIPT, arguments)?;
    let output = [stdout, stderr].concat();
    match serde_json::from_slice(&answer) {
        Ok(Answer::Classes(classes)) => Ok(classes),
        Ok(Answer::Failed(reason)) => Err(Error::Import { module: module(), reason, output }),
        Err(_) => Err(Error::TestDied { module: module(), work: Work::Imported, death: end.into(), output }),
    }
}

/// A number above those of all classes.
fn free_id(facts: &Facts) -> u32 {
    let ids = facts.facts.iter().filter_map(|fact| match fact {
        Fact::Class(class) => Some(class.id),
        _ => None,
    });
    ids.max().map_or(0, |id| id.saturating_add(1))
}
