//! Prints the result of a proof: for people, for programs, or for GitHub.

use super::coverage::{self, Coverage, Scope};
use super::finding::Finding;
use super::proved::Proved;
use super::traced::Traced;
use crate::args::Format;
use crate::error::Error;
use crate::machine::{self, JSON_VERSION};
use crate::report::Sources;
use crate::rules::MISSING_IN_STUB;
use crate::stdout;
use crate::system::shown;
use anstyle::{AnsiColor, Style};
use pyo3_stub_gen::facts::Position;
use pyo3_stub_gen::generate::Severity;
use pyo3_stub_gen::text::visible::visible;
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
        Format::Github => {
            let findings = proved.findings.iter().chain(hints(proved));
            let findings = findings.map(|finding| github(finding, &proved.sources));
            findings.chain([github_shortfall(proved)]).collect()
        }
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
        let open = coverage::open(&proved.coverage);
        if !open.is_empty() {
            let _ = writeln!(text, "\nwith Any:");
            for (name, place) in open {
                let place = format!("{}:{}", shown(&place.file).display(), place.line);
                let _ = writeln!(text, "  {} ({place})", visible(name), place = visible(&place));
            }
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
    let finding = |finding: &Finding| finding_json(finding, &proved.sources);
    json!({
        "version": JSON_VERSION,
        "command": "test",
        "module": proved.module,
        "stub": machine::path(&proved.stub),
        "proved": proved.findings.is_empty(),
        "covered": coverage::percent(&proved.coverage),
        "findings": proved.findings.iter().map(finding).collect::<Vec<_>>(),
        "coverage": proved.coverage.iter().map(coverage_json).collect::<Vec<_>>(),
        "unannotated": proved.unannotated,
        "calls": proved.traced.as_ref().map(|traced| calls_json(traced, &proved.sources)),
    })
}

fn calls_json(traced: &Traced, sources: &Sources) -> Value {
    let hint = |finding: &Finding| finding_json(finding, sources);
    json!({
        "called": traced.called.intersection(&traced.watched).collect::<Vec<_>>(),
        "never_called": traced.never_called().collect::<Vec<_>>(),
        "unwatched": traced.unwatched.iter().cloned().collect::<BTreeMap<_, _>>(),
        "hints": traced.hints.iter().map(hint).collect::<Vec<_>>(),
    })
}

fn finding_json(finding: &Finding, sources: &Sources) -> Value {
    json!({
        "path": finding.path,
        "module": finding.module,
        "code": finding.code(),
        "message": finding.message(),
        "stub": finding.place.as_ref().map(|place| json!({
            "file": machine::path(&place.file),
            "line": place.line,
            "text": finding.stub_text,
        })),
        "rust": finding.position.as_ref().map(|position| json!({
            "file": rust_path(position, sources),
            "line": position.line,
            "column": position.column,
        })),
        "runtime": finding.runtime_text,
        "call": finding.call.as_ref().map(|call| json!({"file": call.file, "line": call.line, "values": call.shown})),
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

/// Returns a finding as a workflow command of GitHub. What the stub lacks has no line there, so it is shown beside the
/// Rust item.
fn github(finding: &Finding, sources: &Sources) -> String {
    let is_missing = finding.code() == MISSING_IN_STUB;
    let rust = finding.position.as_ref().map(|position| (rust_path(position, sources), position.line));
    let stub = finding.place.as_ref().map(|place| (machine::path(&place.file), place.line));
    let place = if is_missing { rust.or(stub) } else { stub };
    let mut message = finding.message();
    for (word, part) in finding.notes() {
        let _ = write!(message, "\n{word}: {part}");
    }
    if let Some(position) = &finding.position {
        let _ = write!(message, "\nrust: {position}");
    }
    let title = format!("{} ({})", finding.path, finding.code());
    let place = place.as_ref().map(|(file, line)| (file.as_str(), *line));
    match finding.rule.rule().severity {
        Severity::Error => machine::annotation(place, &title, &message),
        Severity::Warning => machine::notice(place, &title, &message),
    }
}

/// Returns the annotation of a stub that covers less than `--fail-under` demands.
fn github_shortfall(proved: &Proved) -> String {
    let Some(shortfall) = &proved.shortfall else { return String::new() };
    let file = machine::path(&proved.stub);
    machine::annotation(Some((&file, 1)), "coverage", &format!("`{file}` {shortfall}"))
}

/// Returns the path of a Rust file from the root of the repository.
fn rust_path(position: &Position, sources: &Sources) -> String {
    sources.file(position).map_or_else(|| position.file.clone(), |file| machine::path(&file))
}
