//! The text of `cargo stubgen explain` and `docs/rules.md`.

use super::changes::{CHANGES, ChangeRule, change};
use super::groups::{GROUPS, all};
use pyo3_stub_gen::generate::rules::Rule;
use pyo3_stub_gen::text::words::nearest;
use std::fmt::Write as _;

/// Returns a list with one line for each rule, below the headings of its group and its subject.
pub fn list() -> String {
    let width = codes().map(str::len).max().unwrap_or(0);
    let mut text = String::new();
    for group in GROUPS {
        for table in group.tables {
            let _ = writeln!(text, "{}: {}", group.name, table.subject);
            for rule in table.rules {
                let _ = writeln!(text, "  {:width$}  {}", rule.code, summary(rule));
            }
            text.push('\n');
        }
    }
    let _ = writeln!(text, "{CHANGE_GROUP}: {CHANGE_SUBJECT}");
    for rule in CHANGES {
        let _ = writeln!(text, "  {:width$}  {}", rule.code, first_sentence(&rule.explanation()));
    }
    text.push('\n');
    text.push_str("Run `cargo stubgen explain CODE` for an explanation.\n");
    text
}

/// Returns the page of the rule with this code. The error is the most similar code.
pub fn page(code: &str) -> Result<String, Option<&'static str>> {
    if let Some(rule) = all().find(|rule| rule.code == code) {
        return Ok(format!("{} ({})\n\n{}", rule.code, kind(rule), body(rule)));
    }
    match change(code) {
        Some(rule) => Ok(format!("{} ({})\n\n{}", rule.code, rule.verdict, change_body(rule))),
        None => Err(nearest(code, &codes().collect::<Vec<_>>())),
    }
}

/// The headings of the changes between two stubs.
const CHANGE_GROUP: &str = "Changes";
const CHANGE_SUBJECT: &str = "Changes between two stubs";

/// Returns every code, in the order of the tables.
fn codes() -> impl Iterator<Item = &'static str> {
    all().map(|rule| rule.code).chain(CHANGES.iter().map(|rule| rule.code))
}

/// Returns the explanation of a change, and the message that it explains.
fn change_body(rule: &ChangeRule) -> String {
    let (verdict, code, message) = (rule.verdict, rule.code, rule.message);
    format!("{}\n\n```text\n{verdict}[{code}]: {message}\n```\n", rule.explanation())
}

/// Returns the whole of `docs/rules.md`.
#[cfg(test)]
pub(super) fn document() -> String {
    let mut text = String::from(INTRODUCTION);
    for group in GROUPS {
        let _ = writeln!(text, "\n## {}", group.name);
        for table in group.tables {
            let _ = writeln!(text, "\n### {}\n\n| code | severity | |\n|---|---|---|", table.subject);
            for rule in table.rules {
                let summary = summary(rule).replace('|', "\\|");
                let _ = writeln!(text, "| [`{0}`](#{0}) | {1} | {summary} |", rule.code, kind(rule));
            }
            for rule in table.rules {
                let _ = write!(text, "\n#### `{}`\n\n{}", rule.code, body(rule));
            }
        }
    }
    let _ = writeln!(text, "\n## {CHANGE_GROUP}\n\n### {CHANGE_SUBJECT}\n");
    text.push_str("[`diff.md`](diff.md) describes the command that prints them.\n");
    text.push_str("\n| code | verdict | |\n|---|---|---|\n");
    for rule in CHANGES {
        let summary = first_sentence(&rule.explanation()).replace('|', "\\|");
        let _ = writeln!(text, "| [`{0}`](#{0}) | {1} | {summary} |", rule.code, rule.verdict);
    }
    for rule in CHANGES {
        let _ = write!(text, "\n#### `{}`\n\n{}", rule.code, change_body(rule));
    }
    text
}

#[cfg(test)]
const INTRODUCTION: &str = "\
# Rules

<!-- Written from the tables of rules by a test. -->

Each error, warning, finding and change has a code. Messages show it in brackets after the severity, as in
`warning[unknown-type]`, and the output of `--format json` contains it as `code`. `cargo stubgen explain CODE` prints
the section of this page about a code.

`--deny incomplete` turns the warnings that are marked *incomplete* on this page into errors. They report a part of the
stub that is less precise than it could be. `cargo stubgen fix` makes the edits that rules marked *fixable* ask for.
";

fn kind(rule: &Rule) -> String {
    let marks = [(rule.incomplete, ", incomplete"), (rule.fixable, ", fixable")];
    let marks: String = marks.iter().filter(|(is_marked, _)| *is_marked).map(|(_, mark)| *mark).collect();
    format!("{}{marks}", rule.severity)
}

/// Returns the first sentence of the explanation, which may span several lines.
fn summary(rule: &Rule) -> String {
    let paragraph: Vec<&str> =
        rule.explanation.iter().map(|line| line.trim()).take_while(|line| !line.is_empty()).collect();
    first_sentence(&paragraph.join(" "))
}

fn first_sentence(paragraph: &str) -> String {
    match paragraph.split_once(". ") {
        Some((sentence, _)) => format!("{sentence}."),
        None => paragraph.to_owned(),
    }
}

/// Returns the explanation, and the message that it explains.
fn body(rule: &Rule) -> String {
    let mut text = String::new();
    for line in rule.explanation {
        let _ =
            writeln!(text, "{}", line.strip_prefix(' ').unwrap_or(line).replace("```rust,ignore", "```rust"));
    }
    let is_text = !rule.message.starts_with('{');
    if is_text {
        let _ = writeln!(text, "\n```text\n{}[{}]: {}", rule.severity, rule.code, rule.message);
        if let Some(remedy) = rule.remedy {
            let _ = writeln!(text, " = help: {remedy}");
        }
        text.push_str("```\n");
    }
    text
}
