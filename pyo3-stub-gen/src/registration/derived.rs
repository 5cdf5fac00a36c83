//! The types of `#[derive(PyStubType)]`, which may be recursive.

use super::probe::TypeFn;
use crate::TypeInfo;
use crate::facts::packed::{Bytes, LITERAL, Packed, Subscript};
use crate::facts::read_as;
use std::cell::RefCell;

thread_local! {
    /// The types that are being built.
    static BEGUN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Returns the result of `make` for the type `T`, or `inside` if `T` contains itself.
fn once(id: String, make: impl FnOnce() -> TypeInfo, inside: impl FnOnce() -> TypeInfo) -> TypeInfo {
    let is_inside = BEGUN.with_borrow_mut(|begun| {
        let is_inside = begun.contains(&id);
        if !is_inside {
            begun.push(id);
        }
        is_inside
    });
    if is_inside {
        return inside();
    }
    let made = make();
    BEGUN.with_borrow_mut(|begun| begun.pop());
    made
}

/// Returns the type of a `T`, which the function builds. A nested `T` is `Any`.
#[must_use]
pub fn derived<T: ?Sized>(direction: &str, make: TypeFn) -> TypeInfo {
    once(format!("{} {direction}", std::any::type_name::<T>()), make, TypeInfo::any)
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

fn shape(form: &str, rust: &str, variant: &str, fields: &[(&str, TypeFn)]) -> TypeInfo {
    let id = if variant.is_empty() { rust.to_owned() } else { format!("{rust} {variant}") };
    let reference = || {
        let mut shape = Subscript::of(read_as::MODULE, form);
        shape.push(literal(&id));
        shape
    };
    let make = || {
        let mut shape = reference();
        for (name, of) in fields {
            shape.push(literal(name));
            shape.push(of().packed);
        }
        shape.finish().into()
    };
    once(format!("{form} {id}"), make, || reference().finish().into())
}

fn literal(text: &str) -> Packed {
    Packed::one(Bytes::of(LITERAL).text(text))
}
