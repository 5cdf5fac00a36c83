//! Prints the result of a proof: for people, for programs, or for GitHub.

use super::coverage::{self, Coverage, Scope};
use super::finding::Finding;
use super::proved::Proved;
use super::traced::Traced;
use crate::args::Format;
use crate::error::Error;
use crate::stdout;
use crate::system::shown;
use anstyle::{AnsiColor, Style};
use pyo3_stub_gen::generate::Severity;
use pyo3_stub_gen::text::visible::{push_visible, visible};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const BOLD: Style = Style::new().bold();
const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const HINT: Style = AnsiColor::BrightCyan.on_default().bold();
const GUTTER: Style = AnsiColor::BrightBlue.on_default().bold();

/// How much of what the stub covers is printed for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverageDetail {
    /// Nothing.
    None,
    /// A line for each module and class.
    Table,
    /// The table, and a line for each item.
    Items,
}

/// Prints the result of a proof to standard output.
pub fn print(proved: &Proved, format: Format, detail: CoverageDetail) -> Result<(), Error> {
    let mut text = match format {
        Format::Human => human(proved),
        Format::Json => format!("{}\n", to_json(proved)),
        Format::Github => proved.findings.iter().chain(hints(proved)).map(github).collect(),
    };
    if detail != CoverageDetail::None && format == Format::Human {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&coverage::table(&proved.coverage));
        if detail == CoverageDetail::Items {
            let _ = writeln!(text, "\ntypes from:");
            text.push_str(&coverage::witnesses(&proved.coverage));
        }
        if !proved.unannotated.is_empty() {
            let _ = writeln!(text, "\nwithout types:");
            proved.unannotated.iter().for_each(|name| text.push_str(&format!("  {name}\n")));
        }
    }
    stdout::print_styled(&text)
}

/// Returns the hints of the calls that were watched.
fn hints(proved: &Proved) -> impl Iterator<Item = &Finding> {
    proved.traced.iter().flat_map(|traced| &traced.hints)
}

/// Returns the word for the severity of a finding, and its style.
fn severity(finding: &Finding) -> (&'static str, Style) {
    match finding.rule.rule().severity {
        Severity::Error => ("error", ERROR),
        Severity::Warning => ("hint", HINT),
    }
}

/// Returns the findings, grouped by their modules and items, and the hints after them.
fn human(proved: &Proved) -> String {
    let mut text = String::new();
    let mut previous: Option<&Finding> = None;
    for finding in proved.findings.iter().chain(hints(proved)) {
        if previous.is_none_or(|it| it.module != finding.module) {
            if previous.is_some() {
                text.push('\n');
            }
            let _ = writeln!(text, "{BOLD}module {}{BOLD:#}", visible(&finding.module));
        }
        if previous.is_none_or(|it| it.path != finding.path) {
            let _ = writeln!(text, "  {BOLD}{}{BOLD:#}", visible(&finding.path));
            for place in places(finding) {
                let _ = writeln!(text, "   {GUTTER}-->{GUTTER:#} {}", visible(&place));
            }
        }
        let (code, message) = (finding.code(), finding.message());
        let message = visible(&message);
        let (word, style) = severity(finding);
        let _ = writeln!(text, "    {style}{word}[{code}]{style:#}: {message}");
        for (word, part) in finding.notes() {
            let part = visible(&part);
            let mut lines = part.lines();
            let first = lines.next().unwrap_or("");
            let _ = writeln!(text, "      {GUTTER}={GUTTER:#} {BOLD}{word}{BOLD:#}: {first}");
            for line in lines {
                let _ = writeln!(text, "        {line}");
            }
        }
        previous = Some(finding);
    }
    text
}

/// Returns the line of the stub, and the position in the Rust source.
fn places(finding: &Finding) -> Vec<String> {
    let stub = finding.place.as_ref().map(|place| format!("{}:{}", shown(&place.file).display(), place.line));
    let rust = finding.position.as_ref().map(ToString::to_string);
    stub.into_iter().chain(rust).collect()
}

fn to_json(proved: &Proved) -> Value {
    json!({
        "module": proved.module,
        "stub": shown(&proved.stub).display().to_string(),
        "proved": proved.findings.is_empty(),
        "findings": proved.findings.iter().map(finding_json).collect::<Vec<_>>(),
        "coverage": proved.coverage.iter().map(coverage_json).collect::<Vec<_>>(),
        "unannotated": proved.unannotated,
        "calls": proved.traced.as_ref().map(calls_json),
    })
}

fn calls_json(traced: &Traced) -> Value {
    json!({
        "called": traced.called.intersection(&traced.watched).collect::<Vec<_>>(),
        "never_called": traced.never_called().collect::<Vec<_>>(),
        "unwatched": traced.unwatched.iter().cloned().collect::<BTreeMap<_, _>>(),
        "hints": traced.hints.iter().map(finding_json).collect::<Vec<_>>(),
    })
}

fn finding_json(finding: &Finding) -> Value {
    json!({
        "path": finding.path,
        "module": finding.module,
        "code": finding.code(),
        "message": finding.message(),
        "stub": finding.place.as_ref().map(|place| json!({
            "file": shown(&place.file).display().to_string(),
            "line": place.line,
            "text": finding.stub_text,
        })),
        "rust": finding.position.as_ref().map(|position| json!({
            "file": position.file,
            "line": position.line,
            "column": position.column,
        })),
        "runtime": finding.runtime_text,
        "call": finding.call.as_ref().map(|call| json!({"file": call.file, "line": call.line})),
        "help": finding.rule.remedy(),
    })
}

fn coverage_json(row: &Coverage) -> Value {
    let kind = match row.kind {
        Scope::Module => "module",
        Scope::Class => "class",
    };
    json!({
        "path": row.path,
        "kind": kind,
        "typed": row.typed,
        "by_pyo3": row.by_pyo3,
        "by_python": row.by_python,
        "any": row.any,
        "missing": row.missing,
        "called": row.calls.map(|counts| counts.called),
        "never_called": row.calls.map(|counts| counts.never),
        "types": row.witnesses.iter().map(|(path, witness)| (path.clone(), json!(witness.name()))).collect::<Map<_, _>>(),
    })
}

/// Returns a finding as a workflow command of GitHub.
fn github(finding: &Finding) -> String {
    let mut properties = String::new();
    if let Some(place) = &finding.place {
        let file = shown(&place.file).display().to_string();
        let _ = write!(properties, "file={},line={},", property(&file), place.line);
    }
    let title = format!("{} ({})", finding.path, finding.code());
    let _ = write!(properties, "title={}", property(&title));
    let mut message = finding.message();
    for (word, part) in finding.notes() {
        let _ = write!(message, "\n{word}: {part}");
    }
    if let Some(position) = &finding.position {
        let _ = write!(message, "\nrust: {position}");
    }
    let command = if severity(finding).0 == "error" { "error" } else { "notice" };
    format!("::{command} {properties}::{}\n", data(&message))
}

/// Returns a text of a command. Its line breaks are escaped, so no line of it is another command.
fn data(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    text.chars()
        .for_each(|c| if matches!(c, '\n' | '\r') { shown.push(c) } else { push_visible(c, &mut shown) });
    shown.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
