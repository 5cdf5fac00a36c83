//! Special methods: how PyO3 and CPython treat methods whose names have a meaning in Python.
//!
//! Only `SPECIAL_METHODS` lists them. The macros register every method with its Rust signature. The generator and the
//! proof read the table. This folder must not know how a stub describes a method.

mod method;
mod table;

pub use method::{Reflection, Returns, SpecialMethod, Takes, Visibility};

pub use table::{COMPARISONS, ORDERINGS};
use table::{OF_OBJECT, SPECIAL_METHODS};

/// Returns the special method that Rust calls `name`.
#[must_use]
pub fn find(name: &str) -> Option<&'static SpecialMethod> {
    if is_special(name) { SPECIAL_METHODS.iter().find(|method| method.name == name) } else { None }
}

/// Whether Python passes the arguments of the method `name` by position only.
///
/// A name of this form that the table does not list is treated as a slot.
#[must_use]
pub fn is_by_position(name: &str) -> bool {
    is_special(name) && find(name).is_none_or(|method| !method.takes_keywords)
}

/// Whether the method `name` returns an empty tuple where Rust returns `()`: PyO3 makes `None` of it only in what it calls
/// like a function.
#[must_use]
pub fn keeps_empty_tuple(name: &str) -> bool {
    find(name)
        .is_some_and(|method| method.slot.is_some_and(|slot| slot != "tp_call") && method.required.is_none())
}

/// Returns the builtin type that Python requires of the result of the method `name`, which is `None` for some.
#[must_use]
pub fn required_result(name: &str) -> Option<&'static str> {
    find(name)?.required
}

/// Returns the operators that two methods share: if one is defined, so is the other.
pub fn reflections() -> impl Iterator<Item = Reflection> {
    SPECIAL_METHODS.iter().filter_map(SpecialMethod::reflection)
}

/// Returns the operator that `name` combines with an assignment: `__add__` for `__iadd__`.
#[must_use]
pub fn without_assignment(name: &str) -> Option<String> {
    let plain = format!("__{}", name.strip_prefix("__i")?);
    reflections().any(|reflection| reflection.left == plain).then_some(plain)
}

/// Whether the method `name`, which Python shows as `shown`, fills a slot other than that of the operator `shown`: Python
/// then shows no half for the right operand.
#[must_use]
pub fn is_half(name: &str, shown: &str) -> bool {
    let slot = |name| find(name).and_then(|method| method.slot);
    slot(name) != slot(shown)
}

/// Whether Python calls the method `name` on the right operand, after the left one has declined: the right half of an
/// operator, and every ordering.
#[must_use]
pub fn is_called_on_the_right(name: &str) -> bool {
    ORDERINGS.contains(&name) || reflections().any(|reflection| reflection.right == name)
}

/// Returns the methods that Python shows for each slot of a type: all of a group as soon as one is defined.
///
/// Slots that `object` fills are left out, because every class shows their methods.
#[must_use]
pub fn groups() -> Vec<Vec<&'static str>> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    let shown = SPECIAL_METHODS.iter().filter(|method| method.visibility == Visibility::Itself);
    for (slot, name) in shown.filter_map(|method| Some((method.slot?, method.name))) {
        if OF_OBJECT.contains(&slot) {
            continue;
        }
        match groups.iter_mut().find(|(other, _)| *other == slot) {
            Some((_, names)) => names.push(name),
            None => groups.push((slot, vec![name])),
        }
    }
    groups.into_iter().map(|(_, names)| names).collect()
}

fn is_special(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__")
}

#[cfg(test)]
mod tests;
