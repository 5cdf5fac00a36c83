//! The classes of `builtins`.

use super::versions::NEWEST;
use ruff_python_stdlib::builtins;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// The classes of `builtins` that are not exceptions, and `NotImplemented`, which annotations may name.
#[rustfmt::skip]
const CLASSES: &[&str] = &[
    "NotImplemented", "bool", "bytearray", "bytes", "classmethod", "complex", "dict", "enumerate",
    "filter", "float", "frozenset", "int", "list", "map", "memoryview", "object", "property", "range",
    "reversed", "set", "slice", "staticmethod", "str", "super", "tuple", "type", "zip",
];

/// Old names of `OSError`, which the list of exceptions lacks.
const OLD_NAMES: &[&str] = &["EnvironmentError", "IOError"];

/// Whether `name` is a class of `builtins`. Every name of an extension is compared with all of them.
pub(crate) fn is_builtin(name: &str) -> bool {
    static NAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        let is_class = |name: &&str| CLASSES.contains(name) || is_exception(name);
        builtins::python_builtins(NEWEST, false).filter(is_class).collect()
    });
    NAMES.contains(name)
}

/// Whether `builtins` has anything with this name.
pub(crate) fn shadows_builtin(name: &str) -> bool {
    static NAMES: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| builtins::python_builtins(NEWEST, false).collect());
    NAMES.contains(name)
}

/// Whether `name` is an exception or a warning of `builtins`.
#[must_use]
pub fn is_exception(name: &str) -> bool {
    builtins::is_exception(name, NEWEST) || OLD_NAMES.contains(&name)
}
