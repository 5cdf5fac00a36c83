//! Compares the verdicts of `cargo stubgen diff` with what five type checkers say of user code.
//!
//! `diff/changes.toml` lists single changes. Each has code of a user, which every checker must accept with the old stub, and
//! reject with the new one exactly if the change is breaking.
//!
//! How to write a test here: add a change to `diff/changes.toml`, and the code that it breaks.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod changes;
mod command;
mod judged;
mod pairs;
mod sites;

use changes::{Change, Verdict};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use stub_tests::checkers::Checker;
use stub_tests::{Outcome, places, run, stubgen, venv, when};

/// The fewest changes that make the table meaningful.
const ENOUGH: usize = 60;

/// The value, or a failure that shows the error as it is.
fn succeed<T>(outcome: Outcome<T>) -> T {
    outcome.unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn five_checkers_agree_with_each_verdict() {
    let list = succeed(changes::read());
    assert!(list.changes.len() >= ENOUGH, "there are {} changes", list.changes.len());
    let sites = succeed(sites::Sites::write(&list));
    let mut wrong = Vec::new();
    for checker in Checker::ALL {
        let [before, after] =
            [&sites.before, &sites.after].map(|site| succeed(judged::rejected(checker, site)));
        for (index, change) in list.changes.iter().enumerate() {
            wrong.extend(judged::disappointments(checker, index, change, &before, &after));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn diff_gives_each_verdict() {
    let list = succeed(changes::read());
    let sites = succeed(sites::Sites::write(&list));
    let found = succeed(difference(&sites.before, &sites.after));
    let mut wrong = Vec::new();
    for (index, change) in list.changes.iter().enumerate() {
        let module = sites::module(index);
        let found: Vec<&Found> = found.get(&module).into_iter().flatten().collect();
        let mut codes: Vec<String> = found.iter().map(|it| format!("{} {}", it.code, it.name)).collect();
        let mut expected = change.diff.clone();
        codes.sort();
        expected.sort();
        if codes != expected {
            wrong.push(format!("{}: expected {expected:?}, found {codes:?}", change.what));
        }
        let verdict = found.iter().map(|it| it.verdict).min().unwrap_or(Verdict::Invisible);
        if verdict != change.verdict {
            wrong.push(format!("{}: expected {:?}, found {verdict:?}", change.what, change.verdict));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A change that the command found.
struct Found {
    code: String,
    /// The name below the module.
    name: String,
    verdict: Verdict,
}

/// The changes that the command finds in each module.
fn difference(old: &Path, new: &Path) -> Outcome<BTreeMap<String, Vec<Found>>> {
    let mut command: Command = run::command(stubgen::program()?);
    command.args(["stubgen", "diff", "--format=json", "--quiet"]).arg(old).arg(new);
    command.arg("--python").arg(venv::tools()?.python()).current_dir(places::own("diff")?);
    let output = run::output(&mut command)?;
    if output.status.code() != Some(1) {
        return Err(run::told(&command, &output));
    }
    let answer: serde_json::Value = when(serde_json::from_slice(&output.stdout), "reading the changes")?;
    let mut found: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for change in answer["changes"].as_array().into_iter().flatten() {
        let path = change["path"].as_str().unwrap_or_default();
        let (module, name) = path.split_once('.').unwrap_or((path, ""));
        let code = change["code"].as_str().unwrap_or_default().to_owned();
        let verdict = when(Verdict::deserialized(&change["verdict"]), path)?;
        found.entry(module.to_owned()).or_default().push(Found { code, name: name.to_owned(), verdict });
    }
    Ok(found)
}

/// What a change is called in messages.
fn named(change: &Change) -> &str {
    &change.what
}
