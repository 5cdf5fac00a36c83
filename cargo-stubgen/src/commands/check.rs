//! `cargo stubgen check`: compares the stub on disk with what would be written.

use crate::args::CheckArgs;
use crate::error::Error;
use crate::report::Report;
use crate::stdout;
use crate::stub::{self, Form, Ready};
use crate::system::shown;
use anstyle::{AnsiColor, Style};
use pyo3_stub_gen::generate::output::Comparison;
use pyo3_stub_gen::generate::stub_files;
use similar::{ChangeTag, TextDiff};
use std::path::Path;
use std::process::ExitCode;

/// The exit code of a stale stub.
const STALE: u8 = 1;

const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const HUNK: Style = AnsiColor::Cyan.on_default();

/// Whether a stub on disk is up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Freshness {
    Fresh,
    Stale,
}

/// Runs the command.
pub fn run(args: &CheckArgs, report: &Report) -> Result<ExitCode, Error> {
    let found = stub::each(&args.common, Form::Configured, report, |mut ready| {
        ready.at_least_as_good()?;
        compare_all(&ready, report)
    })?;
    let is_stale = found.iter().flatten().any(|freshness| *freshness == Freshness::Stale);
    Ok(if is_stale { ExitCode::from(STALE) } else { ExitCode::SUCCESS })
}

/// Compares the stub and the files that come with it, and looks for files that should not exist.
fn compare_all(ready: &Ready, report: &Report) -> Result<Vec<Freshness>, Error> {
    let Ready { project, stub, .. } = ready;
    let root = (project.stub_file(stub), &*stub.text);
    let files = std::iter::once(root).chain(project.other_files(stub));
    let mut found =
        files.map(|(path, text)| compare(&path, text, report)).collect::<Result<Vec<_>, Error>>()?;
    for path in project.leftovers(stub) {
        let path = shown(&path).display();
        report.status("Stale", format_args!("{path} belongs to an earlier stub; run `cargo stubgen`"));
        found.push(Freshness::Stale);
    }
    Ok(found)
}

fn compare(path: &Path, text: &str, report: &Report) -> Result<Freshness, Error> {
    let old = match stub_files::compare(path, text)? {
        Comparison::Same => {
            report.status("Fresh", shown(path).display());
            return Ok(Freshness::Fresh);
        }
        Comparison::Missing => None,
        Comparison::Different(old) => Some(old),
    };
    print_diff(shown(path), old.as_deref(), text)?;
    let what = if old.is_some() { "differs from what would be written" } else { "does not exist" };
    report.status("Stale", format_args!("{} {what}; run `cargo stubgen`", shown(path).display()));
    Ok(Freshness::Stale)
}

/// Prints a unified diff to standard output, from what is on disk to what would be written.
fn print_diff(path: &Path, old: Option<&str>, new: &str) -> Result<(), Error> {
    let name = path.display().to_string().replace('\\', "/");
    let before = if old.is_some() { format!("a/{name}") } else { "/dev/null".to_owned() };
    let diff = TextDiff::from_lines(old.unwrap_or(""), new);
    let mut text = format!("--- {before}\n+++ b/{name}\n");
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        text.push_str(&format!("{HUNK}{}{HUNK:#}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', REMOVED),
                ChangeTag::Insert => ('+', ADDED),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let line = change.value().trim_end_matches('\n');
            text.push_str(&format!("{style}{sign}{line}{style:#}\n"));
            if change.missing_newline() {
                text.push_str("\\ No newline at end of file\n");
            }
        }
    }
    stdout::print_styled(&text)
}
