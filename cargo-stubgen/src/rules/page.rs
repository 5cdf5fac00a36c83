//! The text of `cargo stubgen explain` and `docs/rules.md`.

use super::groups::{GROUPS, all};
use pyo3_stub_gen::generate::rules::Rule;
use pyo3_stub_gen::text::words::nearest;
use std::fmt::Write as _;

/// Returns a list with one line for each rule, below the headings of its group and its subject.
pub fn list() -> String {
    let width = all().map(|rule| rule.code.len()).max().unwrap_or(0);
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
    text.push_str("Run `cargo stubgen explain CODE` for an explanation.\n");
    text
}

/// Returns the page of the rule with this code. The error is the most similar code.
pub fn page(code: &str) -> Result<String, Option<&'static str>> {
    match all().find(|rule| rule.code == code) {
        Some(rule) => Ok(format!("{} ({})\n\n{}", rule.code, kind(rule), body(rule))),
        None => Err(nearest(code, &all().map(|rule| rule.code).collect::<Vec<_>>())),
    }
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
    text
}

#[cfg(test)]
const INTRODUCTION: &str = "\
# Rules

<!-- Written from the tables of rules by a test. -->

Each error, warning and finding has a code. Messages show it in brackets after the severity, as in
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
    let paragraph = paragraph.join(" ");
    match paragraph.split_once(". ") {
        Some((sentence, _)) => format!("{sentence}."),
        None => paragraph,
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
