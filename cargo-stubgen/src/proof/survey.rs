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
