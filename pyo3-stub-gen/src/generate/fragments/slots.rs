//! Special methods that PyO3 describes differently than Python shows them.

use super::data::{FunctionFragment, Role};
use super::hint::Hint;
use super::release::Release;

/// In-place operators, which return the object in Python, whatever Rust returns.
const IN_PLACE: [&str; 13] = [
    "__iadd__",
    "__isub__",
    "__imul__",
    "__imatmul__",
    "__itruediv__",
    "__ifloordiv__",
    "__imod__",
    "__ipow__",
    "__ilshift__",
    "__irshift__",
    "__iand__",
    "__ixor__",
    "__ior__",
];

/// Methods whose `None` ends an iteration.
const NEXT: [&str; 2] = ["__next__", "__anext__"];

/// Methods whose last argument Python may leave out.
const LAST_IS_OPTIONAL: [&str; 4] = ["__pow__", "__rpow__", "__ipow__", "__get__"];

/// The methods that CPython shows because another special method fills the same slot.
const SHOWN_FOR: &[(&str, &[&str])] = &[
    ("__getattribute__", &["__getattr__"]),
    ("__setattr__", &["__delattr__"]),
    ("__delattr__", &["__setattr__"]),
    ("__set__", &["__delete__"]),
    ("__delete__", &["__set__"]),
    ("__setitem__", &["__delitem__"]),
    ("__delitem__", &["__setitem__"]),
    ("__add__", &["__radd__"]),
    ("__radd__", &["__add__"]),
    ("__sub__", &["__rsub__"]),
    ("__rsub__", &["__sub__"]),
    ("__mul__", &["__rmul__"]),
    ("__rmul__", &["__mul__"]),
    ("__matmul__", &["__rmatmul__"]),
    ("__rmatmul__", &["__matmul__"]),
    ("__truediv__", &["__rtruediv__"]),
    ("__rtruediv__", &["__truediv__"]),
    ("__floordiv__", &["__rfloordiv__"]),
    ("__rfloordiv__", &["__floordiv__"]),
    ("__mod__", &["__rmod__"]),
    ("__rmod__", &["__mod__"]),
    ("__divmod__", &["__rdivmod__"]),
    ("__rdivmod__", &["__divmod__"]),
    ("__pow__", &["__rpow__"]),
    ("__rpow__", &["__pow__"]),
    ("__lshift__", &["__rlshift__"]),
    ("__rlshift__", &["__lshift__"]),
    ("__rshift__", &["__rrshift__"]),
    ("__rrshift__", &["__rshift__"]),
    ("__and__", &["__rand__"]),
    ("__rand__", &["__and__"]),
    ("__xor__", &["__rxor__"]),
    ("__rxor__", &["__xor__"]),
    ("__or__", &["__ror__"]),
    ("__ror__", &["__or__"]),
    ("__lt__", COMPARISONS),
    ("__le__", COMPARISONS),
    ("__eq__", COMPARISONS),
    ("__ne__", COMPARISONS),
    ("__gt__", COMPARISONS),
    ("__ge__", COMPARISONS),
];

const COMPARISONS: &[&str] = &["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];

/// Returns the methods because of which CPython may show `name`.
pub(super) fn shown_for(name: &str) -> &'static [&'static str] {
    SHOWN_FOR.iter().find(|(shown, _)| *shown == name).map_or(&[], |(_, others)| others)
}

/// Returns the name that PyO3 writes for `__repeat__`, where `name` is the other one that Python shows it under.
pub(super) fn repeated_from_right(name: &str) -> Option<&'static str> {
    (name == "__rmul__").then_some("__mul__")
}

/// Whether an operator fills a slot of sequences. PyO3 writes it under the number's name, but a number's operand may be
/// any object since PyO3 0.29: what Rust does not extract is left to the other operand.
pub(super) fn is_of_sequence(function: &FunctionFragment, release: Release) -> bool {
    let operand = function.parameters.first().and_then(|parameter| parameter.hint.as_ref());
    release >= Release::V29 && operand.is_some_and(|operand| !operand.is("builtins", "object"))
}

/// Whether `name` returns the object.
pub(super) fn is_in_place(name: &str) -> bool {
    IN_PLACE.contains(&name)
}

/// Whether it is a method whose `None` ends an iteration.
pub(super) fn is_next(name: &str, is_method: bool, role: Role) -> bool {
    is_method && role == Role::Plain && NEXT.contains(&name)
}

/// Returns the result of a function. PyO3 up to 0.29.2 includes the `Option` of a method that ends an iteration.
pub(super) fn returned(function: &FunctionFragment, release: Release) -> Option<Hint> {
    let returns = function.returns.clone()?;
    if release > Release::V29 || !is_next(&function.name, function.parent.is_some(), function.role) {
        return Some(returns);
    }
    Some(match returns {
        Hint::Union(members) => {
            let mut some: Vec<Hint> = members.into_iter().filter(|member| *member != Hint::None).collect();
            if some.len() == 1 { some.remove(0) } else { Hint::Union(some) }
        }
        other => other,
    })
}

/// Whether the last argument of a method has a default in Python, whether or not PyO3 has one for it.
pub(super) fn last_is_optional(function: &FunctionFragment) -> bool {
    function.parent.is_some() && LAST_IS_OPTIONAL.contains(&function.name.as_str())
}
