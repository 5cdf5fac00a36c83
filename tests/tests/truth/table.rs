//! The measurements as a Markdown table.

use crate::forms::{Form, Kind};
use crate::judges::Names;
use crate::stubs::Stub;
use stub_tests::checkers::Checker;
use stub_tests::{Outcome, compare};

/// Where the document has the table of the forms of a kind.
const MARKS: [(Kind, [&str; 2]); 2] = [
    (Kind::Judged, ["<!-- This table is written by a test. -->", "<!-- Its end. -->"]),
    (Kind::Forbidden, ["<!-- So is this one. -->", "<!-- The end of this one. -->"]),
];

/// The measurements.
pub struct Table {
    /// The forms, in their order.
    pub forms: Vec<Form>,
    /// Those at which the interpreter raises.
    pub raising: Names,
    /// The answers of the checkers, for each stub.
    pub columns: Vec<Column>,
}

/// The judgements of the checkers with one stub.
pub struct Column {
    /// Which stub.
    pub stub: Stub,
    /// The forms that each checker objects to.
    pub objects: Vec<(Checker, Names)>,
}

impl Column {
    /// The checkers that disagree with the interpreter about a form.
    fn disagreeing(&self, form: &str, raising: &Names) -> Vec<&'static str> {
        let is_wrong = |names: &Names| names.contains(form) != raising.contains(form);
        self.objects.iter().filter(|(_, names)| is_wrong(names)).map(|(checker, _)| checker.name()).collect()
    }
}

impl Table {
    /// Where a checker and the interpreter differ about a form of `kind` with `stub`.
    pub fn differences(&self, stub: Stub, kind: Kind) -> Vec<(&str, &'static str)> {
        let mut differences = Vec::new();
        for column in self.columns.iter().filter(|column| column.stub == stub) {
            for form in self.forms.iter().filter(|form| form.kind == kind) {
                let checkers = column.disagreeing(&form.name, &self.raising);
                differences.extend(checkers.into_iter().map(|checker| (form.name.as_str(), checker)));
            }
        }
        differences
    }

    /// The table of the forms of `kind`, and how often the checkers agree with the interpreter.
    fn text(&self, kind: Kind) -> String {
        let titles: Vec<_> = self.columns.iter().map(|column| column.stub.title()).collect();
        let mut text = format!("| user code | Python | {} |\n", titles.join(" | "));
        text.push_str(&format!("|---|---|{}\n", "---|".repeat(titles.len())));
        let forms: Vec<_> = self.forms.iter().filter(|form| form.kind == kind).collect();
        for form in &forms {
            let python = if self.raising.contains(&form.name) { "raises" } else { "runs" };
            text.push_str(&format!("| {} | {python} |", code(&form.code)));
            for column in &self.columns {
                text.push_str(&format!(" {} |", cell(&column.disagreeing(&form.name, &self.raising))));
            }
            text.push('\n');
        }
        let (checkers, all) = (Checker::ALL.len(), forms.len() * Checker::ALL.len());
        text.push_str(&format!("| **{} forms, {checkers} checkers** | |", forms.len()));
        for column in &self.columns {
            text.push_str(&format!(" **{} of {all}** |", all - self.differences(column.stub, kind).len()));
        }
        text.push('\n');
        text
    }
}

/// A program on one line of a table.
fn code(code: &str) -> String {
    let lines: Vec<_> =
        code.trim_end().lines().map(|line| format!("`{}`", line.replace('|', "\\|"))).collect();
    lines.join("<br>")
}

fn cell(disagreeing: &[&str]) -> String {
    match disagreeing {
        [] => "✓".to_owned(),
        all if all.len() == Checker::ALL.len() => "✗ all".to_owned(),
        some => format!("✗ {}", some.join(", ")),
    }
}

/// `document` with the tables of `measured` between their marks.
pub fn put_into(document: &str, measured: &Table) -> Outcome<String> {
    MARKS.into_iter().try_fold(document.to_owned(), |document, (kind, marks)| {
        compare::with_table(&document, marks, &measured.text(kind))
    })
}
