//! The tree of modules, cut into what one file describes: the extension itself, and each importable
//! submodule. What is in the same file is named through it, and what is in another one is imported.

use super::outline::{hoisted, hoisted_name};
use super::protocols::{self, Qualified};
use crate::generate::config::Config;
use crate::generate::model::{
    ExternalName, Items, LocalName, ModuleInfo, SubmoduleForm, SubmoduleInfo, Symbol,
};
use std::collections::{BTreeMap, HashSet};

/// What one file describes.
#[derive(Debug)]
pub(super) struct Part<'t> {
    /// The path of its module below the extension; empty for the extension itself.
    pub path: Vec<String>,
    /// The docstring of its module.
    pub doc: &'t str,
    /// What stands in its module.
    pub items: &'t Items,
    /// The submodules that it describes.
    pub attributes: Vec<&'t SubmoduleInfo>,
    /// The names of those that have a file of their own.
    pub importable: Vec<&'t str>,
    /// Where the class of each of its submodules is found from the top of the file.
    pub qualified: Qualified,
    /// The type aliases of its submodules, which stand at the top of the file.
    pub hoisted: HashSet<LocalName>,
}

impl<'t> Part<'t> {
    fn new(
        path: Vec<String>,
        doc: &'t str,
        items: &'t Items,
        submodules: &'t BTreeMap<String, SubmoduleInfo>,
    ) -> Self {
        let (importable, attributes): (Vec<_>, Vec<_>) =
            submodules.values().partition(|submodule| submodule.form == SubmoduleForm::Importable);
        let importable = importable.into_iter().map(|submodule| submodule.name.as_str()).collect();
        Self {
            path,
            doc,
            items,
            attributes,
            importable,
            qualified: Qualified::new(),
            hoisted: HashSet::new(),
        }
    }

    /// Whether relative imports in its file count from its own module, and not from that of its parent.
    pub(super) fn is_package(&self) -> bool {
        self.path.is_empty() || !self.importable.is_empty()
    }

    /// The parts of the name that lead to the module at `path` from the top of the file.
    pub(super) fn place(&self, path: &[String]) -> Vec<String> {
        self.qualified.get(path).cloned().unwrap_or_default()
    }

    /// `name` as the top of the file has it.
    pub(super) fn name(&self, name: &LocalName) -> String {
        if self.hoisted.contains(name) {
            return hoisted_name(&self.qualified, &name.path, &name.name.join("."));
        }
        self.place(&name.path).iter().chain(&name.name).cloned().collect::<Vec<_>>().join(".")
    }

    /// The module at `path` as an import in this file names it: `.`, `.sub`, `..other`.
    fn relative(&self, path: &[String]) -> String {
        let own = if self.is_package() { &self.path[..] } else { &self.path[..self.path.len() - 1] };
        let common = own.iter().zip(path).take_while(|(a, b)| a == b).count();
        format!("{}{}", ".".repeat(own.len() - common + 1), path[common..].join("."))
    }
}

/// All files of a stub.
#[derive(Debug)]
pub(super) struct Parts<'t> {
    parts: BTreeMap<Vec<String>, Part<'t>>,
}

impl<'t> Parts<'t> {
    /// Cuts `module`, and names the classes of each part.
    pub(super) fn new(module: &'t ModuleInfo, config: &Config) -> Self {
        let root = Part::new(Vec::new(), &module.doc, &module.items, &module.submodules);
        let mut parts = BTreeMap::from([(Vec::new(), root)]);
        cut(&module.submodules, &mut Vec::new(), &mut parts);
        for part in parts.values_mut() {
            part.qualified = protocols::name(part, &module.name, config);
            part.hoisted = hoisted(part).into_iter().collect();
        }
        Self { parts }
    }

    /// The parts, each after its parent.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Part<'t>> {
        self.parts.values()
    }

    /// What the file of `from` imports for `symbol`, when another file has it.
    pub(super) fn elsewhere(&self, symbol: &Symbol, from: &Part<'_>) -> Option<ExternalName> {
        let path = match symbol {
            Symbol::Local(name) => &name.path,
            Symbol::Protocol(path) => path,
            Symbol::External(_) | Symbol::TypeParameter(_) => return None,
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

    /// What the file of `from` imports for the submodule at `path`, when a file of its own describes it.
    pub(super) fn module(&self, path: &[String], from: &Part<'_>) -> Option<ExternalName> {
        let (name, parent) = path.split_last()?;
        let has_file = self.parts.contains_key(path);
        has_file.then(|| ExternalName { module: from.relative(parent), name: name.clone() })
    }

    /// The part that describes the module at `path`.
    fn owner(&self, path: &[String]) -> Option<&Part<'t>> {
        (0..=path.len()).rev().find_map(|end| self.parts.get(&path[..end]))
    }
}

fn cut<'t>(
    submodules: &'t BTreeMap<String, SubmoduleInfo>,
    parent: &mut Vec<String>,
    parts: &mut BTreeMap<Vec<String>, Part<'t>>,
) {
    for (name, submodule) in submodules {
        if submodule.form == SubmoduleForm::Importable {
            parent.push(name.clone());
            let part = Part::new(parent.clone(), &submodule.doc, &submodule.items, &submodule.submodules);
            parts.insert(parent.clone(), part);
            cut(&submodule.submodules, parent, parts);
            parent.pop();
        }
    }
}
