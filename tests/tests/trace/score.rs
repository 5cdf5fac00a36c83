//! How many mistakes are found, by their kinds.

use crate::suites::Traced;
use crate::wrong::{Kind, Mutant};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The mistakes of one kind.
#[derive(Debug, Default)]
struct Row {
    made: usize,
    called: usize,
    found: usize,
    missed: Vec<String>,
}

/// The mistakes of all kinds.
#[derive(Debug, Default)]
pub struct Score(BTreeMap<Kind, Row>);

impl Score {
    /// Adds the mistakes of a run. `truth` is the run with the true stub.
    pub fn add(&mut self, kind: Kind, mutants: &[Mutant], truth: &Traced, result: &Traced) {
        let row = self.0.entry(kind).or_default();
        for mutant in mutants {
            let site = &mutant.site;
            row.made += 1;
            let is_called = truth.called.contains(&site.path)
                && (kind != Kind::DroppedNone || !truth.never_returned_none(&site.path));
            if !is_called {
                continue;
            }
            row.called += 1;
            if result.shows(&site.path, site.parameter.as_deref(), kind.needs_hints()) {
                row.found += 1;
            } else {
                row.missed.push(format!("{} {:?} as {}", site.path, site.parameter, mutant.wrong));
            }
        }
    }

    /// The kinds of which too few are found.
    pub fn disappointments(&self) -> Vec<String> {
        let is_low = |(kind, row): &(&Kind, &Row)| row.found * 100 < row.called * kind.least();
        let low = self.0.iter().filter(is_low);
        low.map(|(kind, row)| {
            format!("{}: {} of {}, not found: {}", kind.name(), row.found, row.called, row.missed.join("; "))
        })
        .collect()
    }

    /// The table of the page.
    pub fn table(&self) -> String {
        let mut table =
            "| mistake | made | in items that are called | found |\n|---|---|---|---|\n".to_owned();
        for (kind, row) in &self.0 {
            let _ = writeln!(table, "| {} | {} | {} | {} |", kind.name(), row.made, row.called, row.found);
        }
        table
    }
}
