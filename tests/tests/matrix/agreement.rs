//! Where the checkers and the interpreter differ, and how that is written down.

use crate::judges::Verdict;
use crate::programs::Program;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Add;
use stub_tests::agreement::{self, Counts};
use stub_tests::checkers::Checker;

/// The measurements of one row.
#[derive(Debug)]
pub struct Measured {
    /// The row's title.
    pub title: String,
    /// How many calls were judged by how many checkers.
    pub judged: usize,
    /// The calls that run and are objected to.
    pub rejected: Vec<Difference>,
    /// The calls that raise and are not objected to.
    pub accepted: Vec<Difference>,
}

/// A call that some checkers judge wrongly.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    /// The value's title.
    pub value: String,
    /// The checkers.
    pub checkers: Vec<&'static str>,
}

impl Measured {
    /// Compares what the interpreter says of `program` with what each checker says.
    pub fn new(
        program: &Program<'_>,
        verdicts: &[Verdict],
        objections: &[(Checker, BTreeMap<String, BTreeSet<usize>>)],
    ) -> Self {
        let file = program.file();
        let mut measured =
            Self { title: program.row.title(), judged: 0, rejected: Vec::new(), accepted: Vec::new() };
        for ((value, line), verdict) in program.values.iter().zip(&program.lines).zip(verdicts) {
            let (wrong, differences) = match verdict {
                Verdict::Runs => (true, &mut measured.rejected),
                Verdict::Raises => (false, &mut measured.accepted),
                Verdict::Undecided => continue,
            };
            measured.judged += objections.len();
            let objects = |found: &BTreeMap<String, BTreeSet<usize>>| {
                found.get(&file).is_some_and(|lines| lines.contains(line))
            };
            let checkers: Vec<_> = objections
                .iter()
                .filter(|(_, found)| objects(found) == wrong)
                .map(|(checker, _)| checker.name())
                .collect();
            if !checkers.is_empty() {
                differences.push(Difference { value: value.title(), checkers });
            }
        }
        measured
    }

    fn json(&self) -> Json {
        let list = |differences: &[Difference]| {
            let entries = differences.iter().map(|d| (d.value.clone(), json!(d.checkers)));
            Json::Object(entries.collect())
        };
        json!({
            "type": self.title,
            "judged": self.judged,
            "rejected": list(&self.rejected),
            "accepted": list(&self.accepted),
        })
    }

    /// The message if there are more differences than `recorded`.
    pub fn worse_than(&self, recorded: &BTreeMap<String, Counts>) -> Option<String> {
        let (before, now) = (recorded.get(&self.title)?, self.counts());
        let is_worse = now.judged == before.judged && now.wrong() > before.wrong();
        is_worse.then(|| format!("{}: {now}, before {before}", self.title))
    }

    fn counts(&self) -> Counts {
        Counts { judged: self.judged, rejected: count(&self.rejected), accepted: count(&self.accepted) }
    }
}

fn count(differences: &[Difference]) -> usize {
    differences.iter().map(|difference| difference.checkers.len()).sum()
}

/// The measurements of all rows.
#[derive(Debug)]
pub struct Agreement(pub Vec<Measured>);

impl Agreement {
    /// The sum of all rows.
    pub fn total(&self) -> Counts {
        self.0.iter().map(Measured::counts).fold(Counts::default(), Add::add)
    }

    /// The counts of each row.
    pub fn counts(&self) -> BTreeMap<&str, Counts> {
        self.0.iter().map(|row| (row.title.as_str(), row.counts())).collect()
    }

    /// Everything, as data.
    pub fn json(&self) -> Json {
        self.0.iter().map(Measured::json).collect()
    }

    /// The counts, as a table that a test compares with.
    pub fn table(&self) -> String {
        agreement::table(self.0.iter().map(|row| (row.title.as_str(), row.counts())))
    }
}
