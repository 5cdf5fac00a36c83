//! The modules and names at run time, as the Python side reports them.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The modules and names at run time.
#[derive(Debug, Deserialize)]
pub struct Survey {
    /// The modules, by their dotted names.
    pub modules: BTreeMap<String, Module>,
    /// For each import statement, what it raises.
    pub forms: Vec<Option<String>>,
    /// The submodules that the extension makes when they are used, and that do not work so, by their dotted names.
    pub lazy: BTreeMap<String, LazyFault>,
}

impl Survey {
    /// Whether the initialiser of the submodule `module` raises.
    pub fn fails(&self, module: &str) -> bool {
        matches!(self.lazy.get(module), Some(LazyFault::Error(_)))
    }

    /// Whether `error` is what the initialiser of a submodule raises. Statements that load the submodule raise it too.
    pub fn is_of_initialiser(&self, error: &str) -> bool {
        self.lazy.values().any(|fault| matches!(fault, LazyFault::Error(raised) if raised == error))
    }
}

/// What is wrong with a submodule that the extension makes when it is used.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LazyFault {
    /// It cannot be loaded. Contains what Python raises.
    Error(String),
    /// It is loaded with the extension.
    Early(bool),
    /// The attribute and the imported module are not the same object.
    Differs(bool),
}

/// A module at run time.
#[derive(Debug, Deserialize)]
pub struct Module {
    /// The names that a stub should declare, and what they are.
    pub names: BTreeMap<String, Kind>,
    /// All names.
    pub all: Vec<String>,
    /// Whether it is in `sys.modules`.
    pub registered: bool,
}

/// The kind of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A module.
    Module,
    /// A class.
    Class,
    /// An exception class.
    Exception,
    /// A function, or another callable.
    Function,
    /// Anything else.
    Value,
}
