//! The constructors of Python's own classes that show their parameters.

use crate::facts::ParameterKind;

/// A parameter: its name, how it may be passed, and its default.
pub(crate) type PythonParameter = (&'static str, ParameterKind, PythonDefault);

/// The default of a parameter.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PythonDefault {
    /// `0`.
    Zero,
    /// `()`.
    EmptyTuple,
}

use ParameterKind::{PositionalOnly, PositionalOrKeyword};
use PythonDefault::{EmptyTuple, Zero};

/// Classes of `builtins` that an extension can extend, with the parameters that `inspect.signature` shows. `set` and `frozenset`
/// show theirs from CPython 3.13 on.
const SHOWN: &[(&str, &[PythonParameter])] = &[
    ("complex", &[("real", PositionalOrKeyword, Zero), ("imag", PositionalOrKeyword, Zero)]),
    ("float", &[("x", PositionalOnly, Zero)]),
    ("frozenset", &[("iterable", PositionalOnly, EmptyTuple)]),
    ("set", &[("iterable", PositionalOnly, EmptyTuple)]),
];

/// Returns the parameters that a class of `builtins` shows.
pub(crate) fn shown_parameters(class: &str) -> &'static [PythonParameter] {
    SHOWN.iter().find(|(name, _)| *name == class).map_or(&[], |(_, parameters)| parameters)
}
