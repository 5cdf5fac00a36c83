//! Prints how a stub differs from what would be written: for people, for programs, or for GitHub.

use super::compare::{ComparedFile, ComparedStub, State};
use super::diff::{Diff, diff};

use crate::args::Format;
use crate::error::Error;
use crate::machine::{self, JSON_VERSION};
use crate::report::Report;
use crate::stdout;
use crate::system::shown;
use serde_json::{Value, json};

/// Prints what differs to standard output, and a line for each file to standard error.
pub fn print(compared: &ComparedStub, format: Format, report: &Report) -> Result<(), Error> {
    match format {
        Format::Human => {
            for file in &compared.files {
                stdout::print_styled(&human(file).map(|diff| diff.text).unwrap_or_default())?;
                summarise(file, report);
            }
            return Ok(());
        }
        Format::Json => stdout::print(&format!("{}\n", to_json(compared)))?,
        Format::Github => {
            let annotations: String = compared.files.iter().filter_map(github).collect();
            stdout::print(&annotations)?;
        }
    }
    compared.files.iter().for_each(|file| summarise(file, report));
    Ok(())
}

fn summarise(file: &ComparedFile, report: &Report) {
    match message(file) {
        None => report.status("Fresh", shown(&file.path).display()),
        Some(message) => report.status("Stale", format_args!("{} {message}", shown(&file.path).display())),
    }
}

/// Returns what is wrong with a file, and what to do about it.
fn message(file: &ComparedFile) -> Option<&'static str> {
    match file.state {
        State::Fresh => None,
        State::Stale { .. } => Some("differs from what would be written; run `cargo stubgen`"),
        State::Missing { .. } => Some("does not exist; run `cargo stubgen`"),
        State::LeftOver => Some("belongs to an earlier stub; run `cargo stubgen`"),
    }
}

/// Returns the difference with paths from the current directory, where it can be applied.
fn human(file: &ComparedFile) -> Option<Diff> {
    difference(file, &shown(&file.path).display().to_string().replace('\\', "/"))
}

fn difference(file: &ComparedFile, name: &str) -> Option<Diff> {
    match &file.state {
        State::Fresh | State::LeftOver => None,
        State::Stale { old, new } => Some(diff(name, Some(old), new)),
        State::Missing { new } => Some(diff(name, None, new)),
    }
}

fn to_json(compared: &ComparedStub) -> Value {
    json!({
        "version": JSON_VERSION,
        "command": "check",
        "module": compared.module,
        "stub": machine::path(&compared.stub),
        "fresh": compared.is_fresh(),
        "files": compared.files.iter().map(file_json).collect::<Vec<_>>(),
    })
}

fn file_json(file: &ComparedFile) -> Value {
    let state = match file.state {
        State::Fresh => "fresh",
        State::Stale { .. } => "stale",
        State::Missing { .. } => "missing",
        State::LeftOver => "left-over",
    };
    let name = machine::path(&file.path);
    let difference = difference(file, &name);
    json!({
        "file": name,
        "state": state,
        "line": difference.as_ref().map(|it| it.line),
        "diff": difference.map(|it| plain(&it.text)),
    })
}

/// Returns a file that is not fresh as a workflow command of GitHub, with the difference.
fn github(file: &ComparedFile) -> Option<String> {
    let message = message(file)?;
    let name = machine::path(&file.path);
    let difference = difference(file, &name);
    let line = difference.as_ref().map_or(1, |it| it.line);
    let text = difference.map(|it| format!("\n{}", plain(&it.text))).unwrap_or_default();
    let message = format!("`{name}` {message}{text}");
    Some(machine::annotation(Some((&name, line)), "stale stub", message.trim_end()))
}

/// Returns a text without its colours.
fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}
