//! The types of `#[derive(PyStubType)]`, which may be recursive.

use super::probe::TypeFn;
use crate::TypeInfo;
use crate::facts::packed::{Bytes, LITERAL, Packed, Subscript};
use crate::facts::read_as;
use std::cell::RefCell;

/// A type that is being built.
struct Begun {
    id: String,
    /// Whether it contains itself.
    is_recursive: bool,
}

thread_local! {
    static BEGUN: RefCell<Vec<Begun>> = const { RefCell::new(Vec::new()) };
}

/// Returns the result of `make` for the type `id`, and whether the type contains itself. Inside itself it is `inside`.
fn once(id: &str, make: impl FnOnce() -> TypeInfo, inside: impl FnOnce() -> TypeInfo) -> (TypeInfo, bool) {
    let is_inside = BEGUN.with_borrow_mut(|begun| {
        if let Some(outer) = begun.iter_mut().find(|outer| outer.id == id) {
            outer.is_recursive = true;
            return true;
        }
        begun.push(Begun { id: id.to_owned(), is_recursive: false });
        false
    });
    if is_inside {
        return (inside(), false);
    }
    let made = make();
    let is_recursive = BEGUN.with_borrow_mut(|begun| begun.pop().is_some_and(|own| own.is_recursive));
    (made, is_recursive)
}

/// Returns the type of a `T`, which the function builds. The stub has a name for one that contains itself. `direction` is a
/// part of that name.
#[must_use]
pub fn derived<T: ?Sized>(direction: &str, make: TypeFn) -> TypeInfo {
    let id = format!("{} {direction}", std::any::type_name::<T>());
    let reference = || named(read_as::RECURSIVE, &id);
    let (made, is_recursive) = once(&id, make, || reference().finish().into());
    if !is_recursive {
        return made;
    }
    let mut alias = reference();
    alias.push(made.packed);
    alias.finish().into()
}

/// Returns the type of a `dict` with the fields of a `T` as keys. `variant` is the variant of an enum, or empty.
#[must_use]
pub fn fields<T: ?Sized>(variant: &str, fields: &[(&str, TypeFn)]) -> TypeInfo {
    shape(read_as::FIELDS, std::any::type_name::<T>(), variant, fields)
}

/// Returns the type of any object with the fields of a `T` as attributes.
#[must_use]
pub fn attributes<T: ?Sized>(variant: &str, fields: &[(&str, TypeFn)]) -> TypeInfo {
    shape(read_as::ATTRIBUTES, std::any::type_name::<T>(), variant, fields)
}

/// Returns the type of any object with items whose keys are texts. A `TypedDict` has them only as a mapping.
#[must_use]
pub fn text_items() -> TypeInfo {
    let mapping =
        TypeInfo::generic("collections.abc", "Mapping", [TypeInfo::builtin("str"), TypeInfo::any()]);
    mapping | TypeInfo::known(read_as::MODULE, read_as::TEXT_ITEMS)
}

/// Returns the type of any object with items whose keys are numbers.
#[must_use]
pub fn index_items() -> TypeInfo {
    TypeInfo::known(read_as::MODULE, read_as::INDEX_ITEMS)
}

fn shape(form: &str, rust: &str, variant: &str, fields: &[(&str, TypeFn)]) -> TypeInfo {
    let id = if variant.is_empty() { rust.to_owned() } else { format!("{rust} {variant}") };
    let make = || {
        let mut shape = named(form, &id);
        for (name, of) in fields {
            shape.push(literal(name));
            shape.push(of().packed);
        }
        shape.finish().into()
    };
    once(&format!("{form} {id}"), make, || named(form, &id).finish().into()).0
}

/// Begins `form[id]`.
fn named(form: &str, id: &str) -> Subscript {
    let mut reference = Subscript::of(read_as::MODULE, form);
    reference.push(literal(id));
    reference
}

fn literal(text: &str) -> Packed {
    Packed::one(Bytes::of(LITERAL).text(text))
}
