//! How much of each module and class the stub covers.

use super::finding::{Finding, Place};
use crate::rules::MISSING_IN_STUB;
use crate::tree::StubTree;
use pyo3_stub_gen::generate::expand::{Precision, StubItemKind};
use pyo3_stub_gen::generate::survey::TypeSource;
use std::collections::BTreeMap;

/// How much of a module or class the stub covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The dotted name.
    pub path: String,
    /// Whether it is a class.
    pub kind: Scope,
    /// How many of its items have precise types.
    pub typed: usize,
    /// How many of these PyO3 knows and no annotation describes.
    pub by_pyo3: usize,
    /// How many of these only the interpreter shows.
    pub by_python: usize,
    /// How many have a type that contains `Any`, or lack a type.
    pub any: usize,
    /// How many the extension has and the stub lacks.
    pub missing: usize,
    /// How many of its items were called, and how many were watched and never called, if a command was watched.
    pub calls: Option<CallCounts>,
    /// The source of the types of each item, by its dotted name.
    pub witnesses: Vec<(String, Witness)>,
    /// The items whose types contain `Any`, by their dotted names, with their places in the stub.
    pub open: Vec<(String, Place)>,
}

/// How many items of a module or class were called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CallCounts {
    /// Items that were called.
    pub called: usize,
    /// Items that were watched and never called.
    pub never: usize,
}

/// The source of the types of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Witness {
    /// An annotation in the Rust source.
    Annotation,
    /// PyO3's feature `experimental-inspect`.
    Pyo3,
    /// The interpreter.
    Python,
    /// The type contains `Any`, or there is none.
    Open,
}

impl Witness {
    fn of(precision: Precision, source: Option<TypeSource>) -> Self {
        match (precision, source) {
            (Precision::Any, _) => Self::Open,
            (Precision::Typed, None) => Self::Annotation,
            (Precision::Typed, Some(TypeSource::Pyo3)) => Self::Pyo3,
            (Precision::Typed, Some(TypeSource::Python)) => Self::Python,
        }
    }

    /// Returns its name, which is stable.
    pub fn name(self) -> &'static str {
        match self {
            Self::Annotation => "annotation",
            Self::Pyo3 => "pyo3",
            Self::Python => "python",
            Self::Open => "any",
        }
    }
}

/// A module or a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// A module.
    Module,
    /// A class.
    Class,
}

impl Coverage {
    fn new(path: &str, kind: Scope) -> Self {
        Self {
            path: path.to_owned(),
            kind,
            typed: 0,
            by_pyo3: 0,
            by_python: 0,
            any: 0,
            missing: 0,
            calls: None,
            witnesses: Vec::new(),
            open: Vec::new(),
        }
    }
}

/// Returns the coverage of every module and class of `tree`. `findings` list missing items, and `sources` contains the
/// sources of the types of items that are not annotated.
pub fn of(tree: &StubTree, findings: &[Finding], sources: &BTreeMap<String, TypeSource>) -> Vec<Coverage> {
    let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.code() == MISSING_IN_STUB) {
        if let Some((parent, _)) = finding.path.rsplit_once('.') {
            *missing.entry(parent).or_default() += 1;
        }
    }
    let mut coverage = Vec::new();
    for module in &tree.modules {
        let items = &module.items;
        let classes = items.iter().filter(|item| item.kind == StubItemKind::Class);
        let scopes = classes.map(|item| (item.path.as_str(), Scope::Class));
        for (path, kind) in [(module.name.as_str(), Scope::Module)].into_iter().chain(scopes) {
            let mut row = Coverage::new(path, kind);
            row.missing = missing.get(path).copied().unwrap_or(0);
            for item in items {
                let StubItemKind::Leaf(precision) = item.kind else { continue };
                let is_own = item
                    .path
                    .rsplit_once('.')
                    .is_some_and(|(parent, name)| parent == path && name != "__all__");
                if !is_own {
                    continue;
                }
                let witness = Witness::of(precision, source(sources, &item.path));
                match witness {
                    Witness::Open => {
                        row.any += 1;
                        let place = Place { file: tree.file_of(module).to_owned(), line: item.line };
                        row.open.push((item.path.clone(), place));
                    }
                    Witness::Annotation => row.typed += 1,
                    Witness::Pyo3 => {
                        row.typed += 1;
                        row.by_pyo3 += 1;
                    }
                    Witness::Python => {
                        row.typed += 1;
                        row.by_python += 1;
                    }
                }
                row.witnesses.push((item.path.clone(), witness));
            }
            coverage.push(row);
        }
    }
    coverage
}

/// Adds the numbers of items that were called, and that were watched and never called.
pub fn add_calls<'a>(
    coverage: &mut [Coverage],
    called: impl Iterator<Item = &'a String>,
    never: impl Iterator<Item = &'a String>,
) {
    coverage.iter_mut().for_each(|row| row.calls = Some(CallCounts::default()));
    let mut add = |path: &str, count: fn(&mut CallCounts) -> &mut usize| {
        let parent = path.rsplit_once('.').map_or("", |(parent, _)| parent);
        let row = coverage.iter_mut().find(|row| row.path == parent);
        row.and_then(|row| row.calls.as_mut()).into_iter().for_each(|counts| *count(counts) += 1);
    };
    called.for_each(|path| add(path, |counts| &mut counts.called));
    never.for_each(|path| add(path, |counts| &mut counts.never));
}

/// Returns the source of the types of the item at `path`, which is its own entry or that of the class around it.
fn source(sources: &BTreeMap<String, TypeSource>, path: &str) -> Option<TypeSource> {
    let around = path.rmatch_indices('.').filter_map(|(end, _)| path.get(..end));
    std::iter::once(path).chain(around).find_map(|path| sources.get(path).copied())
}

/// Returns the coverage as a table. It contains the sources of types if there are any besides annotations.
pub fn table(coverage: &[Coverage]) -> String {
    let width =
        coverage.iter().map(|row| indented(row).chars().count()).max().unwrap_or(0).max("total".len());
    let total = total(coverage);
    let has_sources = total.by_pyo3 + total.by_python > 0;
    let mut text = format!("{:width$}  typed  Any  missing  covered", "");
    text.push_str(if total.calls.is_some() { "  called  never called" } else { "" });
    text.push_str(if has_sources { "  annotated  PyO3  Python\n" } else { "\n" });
    for row in coverage.iter().chain([&total]) {
        text.push_str(&line(&indented(row), row, width));
        if let Some(CallCounts { called, never }) = row.calls {
            text.push_str(&format!("  {called:>6}  {never:>12}"));
        }
        if has_sources {
            let annotated = row.typed.saturating_sub(row.by_pyo3 + row.by_python);
            text.push_str(&format!("  {annotated:>9}  {:>4}  {:>6}", row.by_pyo3, row.by_python));
        }
        text.push('\n');
    }
    text
}

/// Returns the sum of all rows.
pub fn total(coverage: &[Coverage]) -> Coverage {
    let mut total = Coverage::new("total", Scope::Module);
    for row in coverage {
        total.typed += row.typed;
        total.by_pyo3 += row.by_pyo3;
        total.by_python += row.by_python;
        total.any += row.any;
        total.missing += row.missing;
        if let Some(counts) = row.calls {
            let all = total.calls.get_or_insert_default();
            all.called += counts.called;
            all.never += counts.never;
        }
    }
    total
}

/// Returns how many percent of all items have precise types, rounded down.
pub fn percent(coverage: &[Coverage]) -> usize {
    covered(&total(coverage))
}

/// Returns how many percent of the items that were watched were called, rounded down, if a command was watched.
pub fn percent_called(coverage: &[Coverage]) -> Option<usize> {
    let CallCounts { called, never } = total(coverage).calls?;
    Some((100 * called).checked_div(called + never).unwrap_or(100))
}

/// Returns the items whose types contain `Any`, with their places in the stub.
pub fn open(coverage: &[Coverage]) -> Vec<(&str, &Place)> {
    coverage.iter().flat_map(|row| &row.open).map(|(name, place)| (name.as_str(), place)).collect()
}

/// Returns a line for each item: its name, and the source of its types.
pub fn witnesses(coverage: &[Coverage]) -> String {
    let all = || coverage.iter().flat_map(|row| &row.witnesses);
    let width = all().map(|(path, _)| path.chars().count()).max().unwrap_or(0);
    all().map(|(path, witness)| format!("  {path:width$}  {}\n", witness.name())).collect()
}

fn indented(row: &Coverage) -> String {
    match row.kind {
        Scope::Module => row.path.clone(),
        Scope::Class => format!("  {}", row.path),
    }
}

/// Returns how many percent of the items of `row` have precise types, rounded down. A module or class without items is
/// covered.
fn covered(row: &Coverage) -> usize {
    let all = row.typed + row.any + row.missing;
    (100 * row.typed).checked_div(all).unwrap_or(100)
}

fn line(name: &str, row: &Coverage, width: usize) -> String {
    let covered = covered(row);
    format!("{name:width$}  {:>5}  {:>3}  {:>7}  {covered:>6}%", row.typed, row.any, row.missing)
}
