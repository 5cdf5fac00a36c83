//! The members of Python's own classes that PyO3 lets a class extend, as `typeshed` declares them.
//!
//! Members of only some Python versions are left out, and so is `__hash__`, which is not always a method.

use super::known::is_exception;

#[rustfmt::skip]
const DICT: &[&str] = &[
    "__contains__", "__delitem__", "__eq__", "__getitem__", "__iter__", "__len__", "__reversed__",
    "__setitem__", "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update",
    "values",
];

#[rustfmt::skip]
const LIST: &[&str] = &[
    "__add__", "__contains__", "__delitem__", "__eq__", "__ge__", "__getitem__", "__gt__", "__iadd__",
    "__imul__", "__iter__", "__le__", "__len__", "__lt__", "__mul__", "__reversed__", "__rmul__",
    "__setitem__", "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse",
    "sort",
];

#[rustfmt::skip]
const FROZENSET: &[&str] = &[
    "__and__", "__contains__", "__eq__", "__ge__", "__gt__", "__iter__", "__le__", "__len__", "__lt__", "__or__",
    "__sub__", "__xor__", "copy", "difference", "intersection", "isdisjoint", "issubset", "issuperset",
    "symmetric_difference", "union",
];

/// The members of `set` that `frozenset` does not have.
#[rustfmt::skip]
const SET: &[&str] = &[
    "__iand__", "__ior__", "__isub__", "__ixor__", "add", "clear", "difference_update", "discard",
    "intersection_update", "pop", "remove", "symmetric_difference_update", "update",
];

#[rustfmt::skip]
const FLOAT: &[&str] = &[
    "__abs__", "__add__", "__bool__", "__divmod__", "__eq__", "__float__", "__floordiv__", "__ge__", "__gt__",
    "__int__", "__le__", "__lt__", "__mod__", "__mul__", "__ne__", "__neg__", "__pos__", "__pow__",
    "__radd__", "__rdivmod__", "__rfloordiv__", "__rmod__", "__rmul__", "__round__", "__rpow__",
    "__rsub__", "__rtruediv__", "__sub__", "__truediv__", "__trunc__", "as_integer_ratio", "conjugate", "fromhex",
    "hex", "imag", "is_integer", "real",
];

#[rustfmt::skip]
const EXCEPTION: &[&str] = &[
    "__cause__", "__context__", "__repr__", "__setstate__", "__str__", "__suppress_context__", "__traceback__",
    "args", "with_traceback",
];

/// Returns the members of the class `name` of `builtins`, or an empty list where they are not known.
pub fn of_builtin(name: &str) -> impl Iterator<Item = &'static str> + use<> {
    let (own, inherited): (&[&str], &[&str]) = match name {
        "dict" => (DICT, &[]),
        "list" => (LIST, &[]),
        "frozenset" => (FROZENSET, &[]),
        "set" => (SET, FROZENSET),
        "float" => (FLOAT, &[]),
        name if is_exception(name) => (EXCEPTION, &[]),
        _ => (&[], &[]),
    };
    own.iter().chain(inherited).copied()
}
