//! Rust types as Python's type objects.

use super::named;
use crate::PyStubType;
use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PySet, PyString, PyTuple};
use std::any::type_name;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::marker::PhantomData;

/// A Rust type that has a type object in Python.
///
/// # Example
///
/// ```ignore
/// // Needs a Python interpreter.
/// assert!(<Vec<i32>>::runtime_type_object(py)?.is(py.get_type::<PyList>()));
/// ```
pub trait PyRuntimeType {
    /// The type object.
    ///
    /// # Errors
    ///
    /// When Python raises while the object is made.
    fn runtime_type_object(py: Python<'_>) -> PyResult<Bound<'_, PyAny>>;
}

macro_rules! objects {
    ($( [$($generics:tt)*] $rust:ty => $python:ty; )*) => {$(
        impl<$($generics)*> PyRuntimeType for $rust {
            fn runtime_type_object(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
                Ok(py.get_type::<$python>().into_any())
            }
        }
    )*};
}

objects! {
    [] bool => PyBool;
    [] i8 => PyInt;
    [] i16 => PyInt;
    [] i32 => PyInt;
    [] i64 => PyInt;
    [] i128 => PyInt;
    [] isize => PyInt;
    [] u8 => PyInt;
    [] u16 => PyInt;
    [] u32 => PyInt;
    [] u64 => PyInt;
    [] u128 => PyInt;
    [] usize => PyInt;
    [] f32 => PyFloat;
    [] f64 => PyFloat;
    [] char => PyString;
    [] &str => PyString;
    [] String => PyString;
    [] &[u8] => PyBytes;
    [T, S] HashSet<T, S> => PySet;
    [T] BTreeSet<T> => PySet;
    [K, V, S] HashMap<K, V, S> => PyDict;
    [K, V] BTreeMap<K, V> => PyDict;
    [A] (A,) => PyTuple;
    [A, B] (A, B) => PyTuple;
    [A, B, C] (A, B, C) => PyTuple;
    [A, B, C, D] (A, B, C, D) => PyTuple;
}

/// PyO3 makes `bytes` of bytes.
impl<T> PyRuntimeType for Vec<T> {
    fn runtime_type_object(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        let holds_bytes = type_name::<T>() == type_name::<u8>();
        let class = if holds_bytes { py.get_type::<PyBytes>() } else { py.get_type::<PyList>() };
        Ok(class.into_any())
    }
}

/// `None` stands for its own type in a union.
impl PyRuntimeType for () {
    fn runtime_type_object(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        Ok(py.None().into_bound(py).get_type().into_any())
    }
}

impl<T: PyRuntimeType> PyRuntimeType for Option<T> {
    fn runtime_type_object(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        T::runtime_type_object(py)?.bitor(py.None())
    }
}

impl<T: PyTypeInfo> PyRuntimeType for Py<T> {
    fn runtime_type_object(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        Ok(py.get_type::<T>().into_any())
    }
}

impl<T: PyTypeInfo> PyRuntimeType for Bound<'_, T> {
    fn runtime_type_object(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        Ok(py.get_type::<T>().into_any())
    }
}

/// Finds the type object of `T` whatever `T` implements: its [`PyRuntimeType`], else its
/// [`PyTypeInfo`], else what its [`PyStubType`] names, else `object`.
///
/// `(&&&&ObjectOf::<T>::new()).object(py)` takes the first that fits, because method lookup tries the receiver itself
/// before it follows a reference.
#[doc(hidden)]
#[derive(Debug)]
pub struct ObjectOf<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized> ObjectOf<T> {
    /// A probe for `T`.
    #[allow(clippy::new_without_default)]
    #[must_use]
    pub fn new() -> Self {
        Self(PhantomData)
    }
}

/// The type object that a type states.
#[doc(hidden)]
pub trait StatedObject {
    /// The type object.
    fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;
}

impl<T: PyRuntimeType + ?Sized> StatedObject for &&&ObjectOf<T> {
    fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        T::runtime_type_object(py)
    }
}

/// The type object of a class.
#[doc(hidden)]
pub trait TypeObject {
    /// The type object.
    fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;
}

impl<T: PyTypeInfo> TypeObject for &&ObjectOf<T> {
    fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(py.get_type::<T>().into_any())
    }
}

/// The class that a type is in Python.
#[doc(hidden)]
pub trait NamedObject {
    /// The type object.
    fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;
}

impl<T: PyStubType + ?Sized> NamedObject for &ObjectOf<T> {
    fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        named::object_of(&T::type_output().expr(), py)
    }
}

/// `object`, for what has no type object of its own.
#[doc(hidden)]
pub trait AnyObject {
    /// `object`.
    fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;
}

impl<T: ?Sized> AnyObject for ObjectOf<T> {
    fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(named::object(py))
    }
}
