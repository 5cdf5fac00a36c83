//! What a type checker says of the code of users.

use crate::changes::{Change, Verdict};
use crate::{named, sites};
use std::collections::BTreeMap;
use std::path::Path;
use stub_tests::checkers::{Checker, Manner};
use stub_tests::{Outcome, run};

/// The first error in each file that a checker rejects.
pub type Rejected = BTreeMap<String, String>;

/// Runs `checker` on all code of `site`.
pub fn rejected(checker: Checker, site: &Path) -> Outcome<Rejected> {
    let mut command = checker.command(Manner::Line, site)?;
    command.arg(".");
    let output = run::output(&mut command)?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut rejected = Rejected::new();
    let mut lines = 0;
    for line in text.lines() {
        let Some((file, is_error)) = read(line) else { continue };
        lines += 1;
        if is_error {
            rejected.entry(file).or_insert_with(|| line.trim().to_owned());
        }
    }
    // A checker that reports nothing did not run: the stubs have breaking changes.
    if lines == 0 && output.status.success() && site.ends_with("after") {
        return Err(run::told(&command, &output));
    }
    Ok(rejected)
}

/// The file of the user's code that a line of output is about, and whether the line is an error.
fn read(line: &str) -> Option<(String, bool)> {
    let start = line.find("use_").into_iter().chain(line.find("gain_")).min()?;
    let end = start + line[start..].find(".py")? + ".py".len();
    let is_error = line.to_ascii_lowercase().contains("error");
    Some((line[start..end].to_owned(), is_error))
}

/// Where what a checker says is not what the table expects.
pub fn disappointments(
    checker: Checker,
    index: usize,
    change: &Change,
    before: &Rejected,
    after: &Rejected,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut say = |what: &str, line: Option<&String>| {
        let line = line.map(|line| format!(": {line}")).unwrap_or_default();
        wrong.push(format!("{}: {}: {what}{line}", named(change), checker.name()));
    };
    let file = sites::user(index);
    if let Some(line) = before.get(&file) {
        say("rejects the code before the change", Some(line));
    }
    let is_rejected = after.get(&file);
    let should_be = change.verdict == Verdict::Breaking;
    let is_as_expected = is_rejected.is_some() == should_be && gains(index, change, before, after);
    match (is_as_expected, change.unless.contains_key(checker.name())) {
        (true, true) => say("is listed as an exception without need", None),
        (false, false) if is_rejected.is_some() == should_be => say("does not notice the gain", None),
        (false, false) if should_be => say("accepts the code after the change", None),
        (false, false) => say("rejects the code after the change", is_rejected),
        (true, false) | (false, true) => {}
    }
    wrong
}

/// Whether the code that a user gains is rejected before, and accepted after.
fn gains(index: usize, change: &Change, before: &Rejected, after: &Rejected) -> bool {
    let file = sites::gained(index);
    change.gain.is_none() || before.contains_key(&file) && !after.contains_key(&file)
}
