//! Wrong types, one of each kind at each place where there can be one.

use crate::sites::{self, Site, end_of};
use crate::suites::Suite;
use stub_tests::random::Random;

/// A kind of mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A result has another type.
    Result,
    /// The elements of a result have another type.
    Element,
    /// A result is never `None`.
    DroppedNone,
    /// A parameter takes another type.
    Parameter,
    /// A parameter takes fewer types.
    Narrowed,
    /// A parameter takes more types.
    Widened,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Result, Self::Element, Self::DroppedNone, Self::Parameter, Self::Narrowed, Self::Widened];

    /// The mistake, as the table names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Result => "a result has another type",
            Self::Element => "the elements of a result have another type",
            Self::DroppedNone => "a result lacks `None`",
            Self::Parameter => "a parameter takes another type",
            Self::Narrowed => "a parameter takes fewer types",
            Self::Widened => "a parameter takes more types",
        }
    }

    /// The least part of the mistakes, in percent, that must be found.
    pub fn least(self) -> usize {
        match self {
            Self::Result | Self::Element => 95,
            Self::DroppedNone => 100,
            Self::Parameter | Self::Narrowed | Self::Widened => 85,
        }
    }

    /// Whether it is about results.
    fn is_of_results(self) -> bool {
        matches!(self, Self::Result | Self::Element | Self::DroppedNone)
    }

    /// Whether only a hint can show it.
    pub fn needs_hints(self) -> bool {
        self == Self::Widened
    }

    /// The wrong type for `right`, if this kind of mistake can be made in it.
    fn wrong(self, right: &str, random: &mut Random) -> Option<String> {
        match self {
            Self::Result => another(right, random),
            Self::Parameter => match without_none(right) {
                Some(inner) => another(inner, random).map(|other| format!("{other} | None")),
                None => another(right, random),
            },
            Self::Element => {
                let (start, end) = last_argument(right)?;
                let inner = &right[start..end];
                let other =
                    if inner.starts_with("numpy.") { other_dtype(inner) } else { another(inner, random) }?;
                Some(format!("{}{other}{}", &right[..start], &right[end..]))
            }
            Self::DroppedNone => without_none(right).map(str::to_owned),
            Self::Narrowed => is_number(right).then(|| "bool".to_owned()),
            Self::Widened if is_open(right) || right.contains("Buffer") || right.contains("bytearray") => {
                None
            }
            Self::Widened => Some(format!("{right} | bytearray")),
        }
    }
}

/// A wrong type in the place of a right one.
#[derive(Debug)]
pub struct Mutant {
    /// The place.
    pub site: Site,
    /// The wrong type.
    pub wrong: String,
}

/// One mistake of a kind at each place of a stub that can have it.
pub fn mutants(suite: &Suite, kind: Kind, random: &mut Random) -> Vec<Mutant> {
    let sites = sites::of(&suite.stub, &suite.module());
    let sites = sites.into_iter().filter(|site| site.parameter.is_none() == kind.is_of_results());
    sites
        .filter_map(|site| {
            let wrong = kind.wrong(&on_one_line(&suite.stub[site.range.clone()]), random)?;
            Some(Mutant { site, wrong })
        })
        .collect()
}

/// The stub with all of these mistakes. Each is in another signature or parameter, so each is found on its own.
pub fn stub_of(stub: &str, mutants: &[Mutant]) -> String {
    let mut text = stub.to_owned();
    for mutant in mutants.iter().rev() {
        text.replace_range(mutant.site.range.clone(), &mutant.wrong);
    }
    text
}

/// A type without line breaks, and without brackets around it.
fn on_one_line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("[ ", "[").replace(", ]", "]");
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.map(|inner| inner.trim().trim_start_matches("| ").to_owned()).unwrap_or(text)
}

/// Types to put in the place of a right one, and the types whose values they may have.
const OTHERS: [(&str, &[&str]); 6] = [
    ("str", &["str", "PathLike"]),
    ("bytes", &["bytes", "Sequence", "Iterable", "Buffer"]),
    ("bytearray", &["bytearray", "Sequence", "Iterable", "Buffer"]),
    ("list[str]", &["list", "_SequenceNotStr", "Sequence", "Iterable"]),
    ("dict[str, bytes]", &["dict", "Mapping"]),
    ("bool", &["bool", "int", "SupportsIndex", "SupportsFloat", "_SupportsIndex", "_SupportsFloat"]),
];

/// A type that no value of the type `right` has.
fn another(right: &str, random: &mut Random) -> Option<String> {
    if is_open(right) {
        return None;
    }
    let members: Vec<&str> = right.split(" | ").collect();
    let has = |name: &str| members.iter().any(|member| member.split('[').next() == Some(name));
    let others: Vec<&str> = OTHERS
        .into_iter()
        .filter(|(_, unlike)| !unlike.iter().any(|name| has(name)))
        .map(|(other, _)| other)
        .collect();
    Some((*random.pick(&others)).to_owned())
}

/// The elements of an array with another type of numpy.
fn other_dtype(right: &str) -> Option<String> {
    let inner = right.strip_prefix("numpy.dtype[").and_then(|rest| rest.strip_suffix(']'));
    let is_class = |name: &str| !name.contains(['[', '|']) && name.starts_with("numpy.");
    match inner {
        Some(inner) => is_class(inner).then(|| "numpy.dtype[numpy.str_]".to_owned()),
        None => is_class(right).then(|| "numpy.str_".to_owned()),
    }
}

/// Whether a type is a protocol of numbers.
fn is_number(right: &str) -> bool {
    right
        .split(" | ")
        .all(|member| ["SupportsIndex", "SupportsFloat"].contains(&member.trim_start_matches('_')))
}

/// Whether every value has a type, or none.
fn is_open(right: &str) -> bool {
    ["Any", "object", "Never", "Incomplete"].contains(&right)
}

fn without_none(right: &str) -> Option<&str> {
    right.strip_suffix(" | None")
}

/// Where the last type argument of a collection stands.
fn last_argument(right: &str) -> Option<(usize, usize)> {
    let open = right.find('[')?;
    let end = right.strip_suffix(']')?.len();
    if end_of(right, open + 1, &[']']) != end {
        // It is a union.
        return None;
    }
    let mut start = open + 1;
    loop {
        let comma = end_of(right, start, &[',', ']']);
        if comma >= end {
            break;
        }
        start = comma + 1;
    }
    let start = start + right[start..end].len() - right[start..end].trim_start().len();
    Some((start, end))
}
