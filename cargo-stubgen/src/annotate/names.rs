//! PyO3's names in a file: plain, with a path, and renamed.

use crate::rust::{AttributeMeta, Outline, RustItemKind, imports};
use std::collections::BTreeMap;

/// The attributes that call for an annotation.
const ATTRIBUTES: [&str; 4] = ["pyclass", "pyfunction", "pymethods", "pymodule"];

/// The derives that convert a type.
const DERIVES: [&str; 3] = ["FromPyObject", "IntoPyObject", "IntoPyObjectRef"];

/// The modules of PyO3 that have its macros.
const MODULES: [&str; 1] = ["prelude"];

/// The names of PyO3 in a file.
#[derive(Debug)]
pub(super) struct Pyo3Names<'n> {
    /// The names of PyO3 itself.
    crates: Vec<&'n str>,
    /// PyO3's own name of each name that was declared with `use … as …`.
    renamed: BTreeMap<&'n str, &'n str>,
    /// The names of PyO3 that mean something else here, because they come from another crate.
    foreign: Vec<&'n str>,
}

impl<'n> Pyo3Names<'n> {
    /// Returns the names in a file. PyO3 is the crate `pyo3`.
    pub fn of(outline: &Outline<'n>, pyo3: &'n str) -> Self {
        let mut names = Self { crates: vec![pyo3], renamed: BTreeMap::new(), foreign: Vec::new() };
        let uses = outline.items.iter().filter(|item| item.kind == RustItemKind::Use);
        for import in uses.flat_map(|item| imports(item.nodes)) {
            let last = import.path.last().copied().unwrap_or_default();
            let is_pyo3 = import.path.first() == Some(&pyo3);
            let is_own = ATTRIBUTES.contains(&last) || DERIVES.contains(&last);
            if is_pyo3 && import.path.len() == 1 {
                names.crates.push(import.name);
            } else if is_pyo3 && is_own && import.name != last {
                names.renamed.insert(import.name, last);
            } else if is_own && FOREIGN.iter().any(|other| import.path.first() == Some(other)) {
                names.foreign.push(import.name);
            }
        }
        names
    }

    /// Returns PyO3's name of an attribute that calls for an annotation.
    pub fn attribute(&self, meta: &AttributeMeta<'n>) -> Option<&'n str> {
        self.own(meta).filter(|name| ATTRIBUTES.contains(name))
    }

    /// Whether a derive is one of PyO3's that convert a type.
    pub fn converts(&self, meta: &AttributeMeta<'n>) -> bool {
        self.own(meta).is_some_and(|name| DERIVES.contains(&name))
    }

    /// Whether `path` is the path of this macro of PyO3.
    pub fn is_macro(&self, path: &[&str], name: &str) -> bool {
        matches!(path, [krate, last] if self.crates.contains(krate) && *last == name)
    }

    fn own(&self, meta: &AttributeMeta<'n>) -> Option<&'n str> {
        match meta.path.as_slice() {
            [name] if self.foreign.contains(name) => None,
            [name] => Some(self.renamed.get(name).copied().unwrap_or(name)),
            [krate, name] if self.crates.contains(krate) => Some(name),
            [krate, module, name] if self.crates.contains(krate) && MODULES.contains(module) => Some(name),
            _ => None,
        }
    }
}

/// Crates that have macros of the same names.
const FOREIGN: [&str; 3] = ["rustpython_derive", "rustpython_vm", "rustpython"];
