//! How much of each module and class the stub covers.

use super::finding::Finding;
use crate::rules::MISSING_IN_STUB;
use crate::tree::StubTree;
use pyo3_stub_gen::generate::expand::{Precision, StubItemKind};
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
    /// How many have a type that contains `Any`, or lack a type.
    pub any: usize,
    /// How many the extension has and the stub lacks.
    pub missing: usize,
}

/// A module or a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// A module.
    Module,
    /// A class.
    Class,
}

/// Returns the coverage of every module and class of `tree`. `findings` list what is missing.
pub fn of(tree: &StubTree, findings: &[Finding]) -> Vec<Coverage> {
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
            let leaves = items.iter().filter_map(|item| match item.kind {
                StubItemKind::Leaf(precision) => {
                    let (parent, name) = item.path.rsplit_once('.')?;
                    (parent == path && name != "__all__").then_some(precision)
                }
                StubItemKind::Class | StubItemKind::Import => None,
            });
            let (typed, any): (Vec<_>, Vec<_>) = leaves.partition(|it| *it == Precision::Typed);
            let missing = missing.get(path).copied().unwrap_or(0);
            coverage.push(Coverage {
                path: path.to_owned(),
                kind,
                typed: typed.len(),
                any: any.len(),
                missing,
            });
        }
    }
    coverage
}

/// Returns the coverage as a table.
pub fn table(coverage: &[Coverage]) -> String {
    let width =
        coverage.iter().map(|row| indented(row).chars().count()).max().unwrap_or(0).max("total".len());
    let mut text = format!("{:width$}  typed  Any  missing  covered\n", "");
    let mut total = Coverage { path: "total".to_owned(), kind: Scope::Module, typed: 0, any: 0, missing: 0 };
    for row in coverage {
        text.push_str(&line(&indented(row), row, width));
        total.typed += row.typed;
        total.any += row.any;
        total.missing += row.missing;
    }
    text.push_str(&line("total", &total, width));
    text
}

fn indented(row: &Coverage) -> String {
    match row.kind {
        Scope::Module => row.path.clone(),
        Scope::Class => format!("  {}", row.path),
    }
}

fn line(name: &str, row: &Coverage, width: usize) -> String {
    let all = row.typed + row.any + row.missing;
    // A module or class without items is covered.
    let covered = (100 * row.typed).checked_div(all).unwrap_or(100);
    format!("{name:width$}  {:>5}  {:>3}  {:>7}  {covered:>6}%\n", row.typed, row.any, row.missing)
}
