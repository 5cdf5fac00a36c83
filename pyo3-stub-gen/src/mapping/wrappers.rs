//! References, smart pointers, `Option` and `Result`, which have the Python types of their contents.

use super::macros::{reference, transparent};
use crate::{PyStubType, TypeInfo};
use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

reference! {
    [T: PyStubType + ?Sized] &T;
}

transparent! {
    [T: PyStubType + ?Sized] Box<T>;
    [T: PyStubType + ?Sized] Rc<T>;
    [T: PyStubType + ?Sized] Arc<T>;
    [T: PyStubType + ?Sized] Cell<T>;
}

impl<T: PyStubType, E> PyStubType for Result<T, E> {
    const IS_UNIT: bool = T::IS_UNIT;

    fn type_output() -> TypeInfo {
        T::type_output()
    }

    fn type_input() -> TypeInfo {
        T::type_input()
    }

    fn item_output() -> TypeInfo {
        T::item_output()
    }
}

impl<T: PyStubType + ToOwned + ?Sized> PyStubType for Cow<'_, T> {
    fn type_output() -> TypeInfo {
        T::type_output()
    }

    fn type_input() -> TypeInfo {
        T::cow_input()
    }
}

impl<T: PyStubType> PyStubType for Option<T> {
    fn type_output() -> TypeInfo {
        T::type_output() | TypeInfo::none()
    }

    fn type_input() -> TypeInfo {
        T::type_input() | TypeInfo::none()
    }

    fn item_output() -> TypeInfo {
        T::type_output()
    }
}
