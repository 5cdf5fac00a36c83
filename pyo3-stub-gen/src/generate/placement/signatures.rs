//! The signatures that the interpreter shows.

use crate::facts::ParameterKind;
use std::collections::BTreeMap;

/// A module's path, and a name in it.
type NamedPlace = (Vec<String>, String);

/// The parameters of functions and methods as Python shows them, by their places in the stub. Empty if Python was not
/// asked.
#[derive(Debug, Clone, Default)]
pub struct RuntimeSignatures {
    /// Those of functions.
    pub functions: BTreeMap<NamedPlace, Vec<ShownParameter>>,
    /// Those of methods, by their classes.
    pub methods: BTreeMap<NamedPlace, BTreeMap<String, ShownMethod>>,
}

/// A method as Python shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownMethod {
    /// How the class binds it.
    pub binding: Binding,
    /// The parameters without the receiver, if Python shows them.
    pub parameters: Option<Vec<ShownParameter>>,
}

/// How a class binds a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// `__new__`.
    New,
    /// To an instance.
    Instance,
    /// To the class.
    Class,
    /// To nothing.
    Static,
}

/// A parameter as Python shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownParameter {
    /// The name without stars.
    pub name: String,
    /// How it may be passed.
    pub kind: ParameterKind,
    /// The source of its default, or `...` if that is not a literal.
    pub default: Option<String>,
}
