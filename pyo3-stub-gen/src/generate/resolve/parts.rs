//! Splits the tree of modules by file: the extension itself, and each importable submodule. Names of the same file are
//! written directly, and names of another file are imported.

use super::contents::View;
use super::hoisted::{hoisted, hoisted_name};
use super::protocols::{self, ProtocolPlaces};
use crate::generate::config::Config;
use crate::generate::model::{ExternalName, LocalName, ModuleInfo, Symbol};
use std::collections::{BTreeMap, HashSet};

/// The names of one file.
#[derive(Debug)]
pub(super) struct Part {
    /// The path of its module below the extension; empty for the extension itself.
    pub path: Vec<String>,
    /// The names of the submodules that have a file of their own.
    pub importable: Vec<String>,
    /// Where the class of each of its submodules is found from the top of the file.
    pub qualified: ProtocolPlaces,
    /// The type aliases of its submodules, which are at the top of the file.
    pub hoisted: HashSet<LocalName>,
}

impl Part {
    fn new(view: &View<'_>, extension: &str, config: &Config) -> Self {
        let qualified = protocols::name(view, extension, config);
        Self {
            path: view.path.clone(),
            importable: view.importable.iter().map(|submodule| submodule.name.clone()).collect(),
            qualified,
            hoisted: hoisted(view),
        }
    }

    /// Whether relative imports in its file start at its own module, and not at that of its parent.
    pub(super) fn is_package(&self) -> bool {
        self.path.is_empty() || !self.importable.is_empty()
    }

    /// Returns the parts of the name that lead to the module at `path` from the top of the file.
    pub(super) fn place(&self, path: &[String]) -> Vec<String> {
        self.qualified.get(path).cloned().unwrap_or_default()
    }

    /// Returns `name` as it is written at the top of the file.
    pub(super) fn name(&self, name: &LocalName) -> String {
        if self.hoisted.contains(name) {
            return hoisted_name(&self.qualified, &name.path, &name.name.join("."));
        }
        self.place(&name.path).iter().chain(&name.name).cloned().collect::<Vec<_>>().join(".")
    }

    /// Returns the module at `path` as an import in this file names it: `.`, `.sub`, `..other`.
    fn relative(&self, path: &[String]) -> String {
        let own = if self.is_package() { &self.path[..] } else { &self.path[..self.path.len() - 1] };
        let common = own.iter().zip(path).take_while(|(a, b)| a == b).count();
        format!("{}{}", ".".repeat(own.len() - common + 1), path[common..].join("."))
    }
}

/// The names of all files of a stub.
#[derive(Debug)]
pub struct Parts {
    parts: BTreeMap<Vec<String>, Part>,
}

impl Parts {
    /// Splits `module`, and names the classes of each part. The tree records the class of each submodule.
    pub(super) fn new(module: &mut ModuleInfo, config: &Config) -> Self {
        let views = View::all(module).into_iter();
        let parts = views.map(|view| (view.path.clone(), Part::new(&view, &module.name, config))).collect();
        let parts = Self { parts };
        module.for_each_submodule_mut(&mut |path, submodule| {
            let place = parts.owner(path).and_then(|part| part.qualified.get(path)?.last());
            submodule.protocol_name = place.cloned().unwrap_or_default();
        });
        parts
    }

    /// Returns the part whose file describes the module at `path`.
    pub(super) fn at(&self, path: &[String]) -> Option<&Part> {
        self.parts.get(path)
    }

    /// Returns what the file of `from` imports for `symbol`, if another file has it.
    pub(super) fn elsewhere(&self, symbol: &Symbol, from: &Part) -> Option<ExternalName> {
        let path = match symbol {
            Symbol::Local(name) => &name.path,
            Symbol::Protocol(path) => path,
            Symbol::External(_) | Symbol::TypeParameter(_) | Symbol::Helper(_) | Symbol::Shape(_) => {
                return None;
            }
        };
        let owner = self.owner(path)?;
        let name = match symbol {
            Symbol::Local(name) if owner.path != from.path => owner.name(name),
            Symbol::Protocol(_) if owner.path == *path => return self.module(path, from),
            Symbol::Protocol(_) if owner.path != from.path => owner.place(path).join("."),
            _ => return None,
        };
        Some(ExternalName { module: from.relative(&owner.path), name })
    }

    /// Returns what the file of `from` imports for the submodule at `path`, if it has a file of its own.
    pub(super) fn module(&self, path: &[String], from: &Part) -> Option<ExternalName> {
        let (name, parent) = path.split_last()?;
        let has_file = self.parts.contains_key(path);
        has_file.then(|| ExternalName { module: from.relative(parent), name: name.clone() })
    }

    /// Returns the part that describes the module at `path`.
    fn owner(&self, path: &[String]) -> Option<&Part> {
        (0..=path.len()).rev().find_map(|end| self.parts.get(&path[..end]))
    }
}
