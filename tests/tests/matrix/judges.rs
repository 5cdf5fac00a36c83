//! Those who judge a call: the interpreter, and the type checkers.

use crate::programs::Program;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use stub_tests::checkers::{Checker, Manner};
use stub_tests::run::{self, command};
use stub_tests::{Outcome, places, venv, when};

/// basedpyright infers displays as in its mode `strict`. Other rules of that mode object to values, whatever they
/// are given to.
const BASEDPYRIGHT: &str = r#"{
    "typeCheckingMode": "standard",
    "strictListInference": true,
    "strictDictionaryInference": true,
    "strictSetInference": true
}"#;

/// The outcome of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It runs.
    Runs,
    /// The type of the argument is wrong.
    Raises,
    /// The value of the argument is wrong, which no type can express.
    Undecided,
}

/// Returns the outcome of every call of `programs` in `site`.
///
/// # Errors
///
/// What Python printed when it failed at something else than a call.
pub fn interpreter(site: &Path, programs: &[Program<'_>]) -> Outcome<Vec<Vec<Verdict>>> {
    let mut python = command(venv::tools()?.python());
    python.arg(places::tests().join("matrix/interpreter.py")).current_dir(site).env("PYTHONPATH", site);
    let output = run::stdout(python.args(programs.iter().map(Program::file)))?;
    let verdicts = |line: &str| {
        let verdict = |outcome| match outcome {
            '.' => Ok(Verdict::Runs),
            '!' => Ok(Verdict::Raises),
            '?' => Ok(Verdict::Undecided),
            other => Err(format!("not an outcome: {other}")),
        };
        line.chars().map(verdict).collect()
    };
    output.lines().map(verdicts).collect()
}

/// The lines of each file that `checker` objects to. All files are read in one run.
///
/// # Errors
///
/// That it could not be run, or that it found nothing.
pub fn objections(
    checker: Checker,
    site: &Path,
    programs: &[Program<'_>],
) -> Outcome<BTreeMap<String, BTreeSet<usize>>> {
    let mut check = checker.command(Manner::Line, site)?;
    match checker {
        Checker::Mypy | Checker::Zuban => {
            check.arg("--strict");
        }
        Checker::Basedpyright => {
            let settings = site.join("pyrightconfig.json");
            when(fs::write(&settings, BASEDPYRIGHT), settings.display())?;
        }
        Checker::Ty | Checker::Pyrefly => {}
    }
    let output = run::output(check.args(programs.iter().map(Program::file)))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut found: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for line in text.lines().filter(|line| is_error(line)) {
        if line.contains("matrix.pyi:") {
            println!("{} objects to the stub: {line}", checker.name());
        }
        if let Some((file, number)) = place(line) {
            found.entry(file.to_owned()).or_default().insert(number);
        }
    }
    if found.is_empty() { Err(run::told(&check, &output)) } else { Ok(found) }
}

fn is_error(line: &str) -> bool {
    ["error:", "error[", "ERROR"].iter().any(|word| line.contains(word))
}

/// The file and the line that an error is about.
fn place(error: &str) -> Option<(&str, usize)> {
    let start = error.find("calls_")?;
    let (file, rest) = error.get(start..)?.split_once(':')?;
    let digits = rest.split(|character: char| !character.is_ascii_digit()).next()?;
    Some((file, digits.parse().ok()?))
}
