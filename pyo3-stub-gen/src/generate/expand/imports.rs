//! The import statements at the top of a stub, found by the names that they bind.

use super::bindings::{imports, of_all};
use super::references::words;
use ruff_python_ast as ast;
use ruff_text_size::Ranged as _;
use std::collections::{BTreeSet, HashMap};

/// The import statements of a stub.
#[derive(Default)]
pub(super) struct Imports<'a> {
    text: &'a str,
    statements: Vec<&'a ast::Stmt>,
    by_name: HashMap<String, Vec<usize>>,
    /// Those that count for every module: `from __future__ import a`, and those with a `*`.
    always: Vec<usize>,
}

impl<'a> Imports<'a> {
    /// Returns those of `statements`, which are statements of `text`.
    pub(super) fn new(text: &'a str, statements: impl Iterator<Item = &'a ast::Stmt>) -> Self {
        let mut found = Self { text, ..Self::default() };
        for (index, statement) in statements.enumerate() {
            found.statements.push(statement);
            if is_for_every_module(statement) {
                found.always.push(index);
            }
            for name in of_all(std::slice::from_ref(statement)) {
                found.by_name.entry(name).or_default().push(index);
            }
        }
        found
    }

    /// Returns those that bind one of the names `used`, in the order of the stub, together with those that their conditions need.
    pub(super) fn binding<'n>(&self, used: impl Iterator<Item = &'n str>) -> Vec<&'a ast::Stmt> {
        let mut wanted: BTreeSet<usize> = BTreeSet::new();
        let mut waiting = self.always.clone();
        used.for_each(|name| waiting.extend(self.by_name.get(name).into_iter().flatten()));
        while let Some(index) = waiting.pop() {
            let Some(statement) = self.statements.get(index).filter(|_| wanted.insert(index)) else {
                continue;
            };
            if matches!(statement, ast::Stmt::If(_) | ast::Stmt::Try(_)) {
                let text = self.text.get(statement.range().to_std_range()).unwrap_or_default();
                words(text).for_each(|word| waiting.extend(self.by_name.get(word).into_iter().flatten()));
            }
        }
        wanted.into_iter().filter_map(|index| self.statements.get(index).copied()).collect()
    }
}

fn is_for_every_module(statement: &ast::Stmt) -> bool {
    imports(statement).into_iter().any(|import| match import {
        ast::Stmt::ImportFrom(import) => {
            let is_future = import.module.as_ref().is_some_and(|module| module.as_str() == "__future__");
            is_future || import.names.iter().any(|alias| alias.name.as_str() == "*")
        }
        _ => false,
    })
}
