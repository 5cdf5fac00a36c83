//! The tree of modules.

use super::items::Items;
use super::when::When;
use std::collections::BTreeMap;

/// The extension module, with everything in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleInfo {
    /// The dotted name that Python imports.
    pub name: String,
    /// The docstring.
    pub doc: String,
    /// The items of the module itself.
    pub items: Items,
    /// Its submodules, by name.
    pub submodules: BTreeMap<String, SubmoduleInfo>,
}

/// A module object that is an attribute of its parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmoduleInfo {
    /// The name of the attribute.
    pub name: String,
    /// Whether it can be imported.
    pub form: SubmoduleForm,
    /// Where it exists: under any of these conditions.
    pub when: Vec<When>,
    /// The class that describes it in the stub. Empty if it has a file of its own.
    pub protocol_name: String,
    /// The docstring.
    pub doc: String,
    /// Its items.
    pub items: Items,
    /// Its submodules, by name.
    pub submodules: BTreeMap<String, SubmoduleInfo>,
}

/// Whether a submodule can be imported, which decides where the stub describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SubmoduleForm {
    /// It is an attribute of its parent, and a class in its parent's file.
    #[default]
    Attribute,
    /// It can be imported by its dotted name. It has a stub file of its own, and so has its parent if that is a
    /// submodule.
    Importable,
}

impl ModuleInfo {
    /// Returns the number of items in it and its submodules. Overloads of one function count once.
    #[must_use]
    pub fn item_count(&self) -> usize {
        let mut count = self.items.count();
        self.for_each_submodule(&mut |_, submodule| count += submodule.items.count());
        count
    }

    /// Returns the number of submodules at any depth.
    #[must_use]
    pub fn submodule_count(&self) -> usize {
        let mut count = 0;
        self.for_each_submodule(&mut |_, _| count += 1);
        count
    }

    /// Returns the submodule that `path` leads to from the extension module.
    #[must_use]
    pub fn submodule(&self, path: &[String]) -> Option<&SubmoduleInfo> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.submodules.get(first)?, |found, name| found.submodules.get(name))
    }
}
