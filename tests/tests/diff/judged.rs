//! What a type checker says of the code of users.

use crate::changes::{Change, Verdict};
use crate::{named, sites};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use stub_tests::checkers::{Checker, Manner};
use stub_tests::{Outcome, run};

/// The first error in each file that a checker rejects.
pub type Rejected = BTreeMap<String, String>;

/// Runs `checker` on all code of `site`.
pub fn rejected(checker: Checker, site: &Path) -> Outcome<Rejected> {
    let mut rejected = Rejected::new();
    for error in errors(checker, site)? {
        rejected.entry(error.file).or_insert(error.text);
    }
    Ok(rejected)
}

/// Runs `checker` on all code of `site`, and returns the lines of `file` that it rejects.
pub fn lines(checker: Checker, site: &Path, file: &str) -> Outcome<BTreeSet<usize>> {
    let errors = errors(checker, site)?.into_iter();
    Ok(errors.filter(|error| error.file == file).map(|error| error.line).collect())
}

/// An error in the code of a user.
struct CheckerError {
    file: String,
    line: usize,
    text: String,
}

fn errors(checker: Checker, site: &Path) -> Outcome<Vec<CheckerError>> {
    let mut command = checker.command(Manner::Line, site)?;
    command.arg(".");
    let output = run::output(&mut command)?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors: Vec<_> = text.lines().filter_map(read).collect();
    // A checker that fails without an error in the code did not check it.
    if errors.is_empty() && !output.status.success() {
        return Err(run::told(&command, &output));
    }
    Ok(errors)
}

/// Reads a line of output, if it is an error in the code of a user.
fn read(line: &str) -> Option<CheckerError> {
    let start = line.find("use_").into_iter().chain(line.find("gain_")).min()?;
    let end = start + line[start..].find(".py:")? + ".py".len();
    let number = line[end + 1..].split(|c: char| !c.is_ascii_digit()).next()?;
    let is_error = line.to_ascii_lowercase().contains("error");
    let error = CheckerError {
        file: line[start..end].to_owned(),
        line: number.parse().ok()?,
        text: line.trim().to_owned(),
    };
    is_error.then_some(error)
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
