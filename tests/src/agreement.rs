//! How often type checkers agree with the interpreter, as the matrix has recorded it.

use crate::{Outcome, places, when};
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::ops::Add;

/// The title of the sum of all rows.
pub const ALL: &str = "all";

/// How many judgements were made, and how many of them were wrong in either way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All judgements.
    pub judged: usize,
    /// Objections to calls that run.
    pub rejected: usize,
    /// Missing objections to calls that raise.
    pub accepted: usize,
}

impl Counts {
    /// How many were wrong.
    pub fn wrong(self) -> usize {
        self.rejected + self.accepted
    }

    fn line(self, title: &str) -> String {
        let Self { judged, rejected, accepted } = self;
        format!("{title:?} = [{rejected}, {accepted}, {judged}]\n")
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            judged: self.judged + other.judged,
            rejected: self.rejected + other.rejected,
            accepted: self.accepted + other.accepted,
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let agreement = 100.0 * (1.0 - self.wrong() as f64 / self.judged as f64);
        let Self { judged, rejected, accepted } = self;
        write!(f, "{agreement:.2} % of {judged}, {rejected} rejected and {accepted} accepted wrongly")
    }
}

/// The counts of each row, and their sum, as a table.
pub fn table<'r>(rows: impl Iterator<Item = (&'r str, Counts)> + Clone) -> String {
    let total = rows.clone().map(|(_, counts)| counts).fold(Counts::default(), Add::add);
    let mut text =
        "# Of each type: objections to calls that run, missing objections to calls that raise, and all\n\
                    # judgements, by five type checkers.\n"
            .to_owned();
    text.push_str(&total.line(ALL));
    rows.for_each(|(title, counts)| text.push_str(&counts.line(title)));
    text
}

/// The counts that [`table`] has written to the file `name` of the matrix.
///
/// # Errors
///
/// That it cannot be read, or is not such a table.
pub fn recorded(name: &str) -> Outcome<BTreeMap<String, Counts>> {
    let path = places::tests().join("matrix").join(name);
    let text = when(fs::read_to_string(&path), path.display())?;
    let counts: BTreeMap<String, [usize; 3]> = when(toml::from_str(&text), path.display())?;
    let counts = counts.into_iter();
    Ok(counts
        .map(|(title, [rejected, accepted, judged])| (title, Counts { judged, rejected, accepted }))
        .collect())
}
