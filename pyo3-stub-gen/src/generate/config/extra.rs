//! Hand-written stubs that are merged into the generated one.

use crate::text::dotted;
use std::collections::BTreeSet;

/// A stub that a user wrote by hand, for one module of the extension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExtraStub {
    /// The names that lead to the module from the extension. Empty for the extension itself.
    pub module: Vec<String>,
    /// Whether it is `__init__.pyi`, which decides what a relative import is relative to.
    pub is_package: bool,
    /// The path of the file as messages and the stub show it, with `/`.
    pub file: String,
    /// The text.
    pub text: String,
    /// The dotted names that it declares, relative to the extension: functions, variables, and members of classes.
    pub names: BTreeSet<String>,
    /// The same names as the header of the stub lists them, in the order of the file. A class that exists for type checkers stands
    /// for its members.
    pub listed: Vec<String>,
}

/// Whether one of `stubs` declares the function, variable or member `name` of the module `extension`.
pub(in crate::generate) fn declare(stubs: &[ExtraStub], extension: &str, name: &str) -> bool {
    let below = dotted::below(name, extension);
    below.is_some_and(|below| stubs.iter().any(|stub| stub.names.contains(below)))
}
