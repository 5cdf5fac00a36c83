//! The classes of the module that stand for a user's own.

use crate::prelude::*;

/// A class that can be subclassed.
#[cfg_attr(feature = "stub", gen_stub_pyclass)]
#[pyclass(subclass, module = "matrix", skip_from_py_object)]
#[derive(Clone, Default)]
pub struct Item;

#[cfg_attr(feature = "stub", gen_stub_pymethods)]
#[pymethods]
impl Item {
    #[new]
    fn new() -> Self {
        Self
    }
}

/// Its subclass.
#[cfg_attr(feature = "stub", gen_stub_pyclass)]
#[pyclass(extends = Item, module = "matrix")]
pub struct SubItem;

#[cfg_attr(feature = "stub", gen_stub_pymethods)]
#[pymethods]
impl SubItem {
    #[new]
    fn new() -> PyClassInitializer<Self> {
        PyClassInitializer::from(Item).add_subclass(Self)
    }
}

/// An enum that is taken by value.
#[cfg_attr(feature = "stub", gen_stub_pyclass_enum)]
#[pyclass(eq, eq_int, frozen, hash, module = "matrix", from_py_object)]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Color {
    Red,
    Blue,
}
