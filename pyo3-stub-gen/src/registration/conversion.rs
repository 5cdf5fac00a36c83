//! The type from which PyO3 reads a class that an argument takes by value.

use crate::{PyStubType, TypeInfo};
use pyo3::FromPyObject;
use pyo3::pyclass::PyClassGuardError;
use std::marker::PhantomData;

/// Gives the input type of the class `T`, which depends on who wrote its `FromPyObject`.
///
/// PyO3's own conversion accepts the instances of the class. Its error tells it from any other, which may accept more than
/// that. A method of the type itself wins over those of traits, and a trait for the value over one for a reference to it, but
/// only where their bounds hold.
#[derive(Debug)]
pub struct Conversion<T>(PhantomData<T>);

impl<T> Conversion<T> {
    /// The only value.
    pub const NEW: Self = Self(PhantomData);
}

impl<T> Conversion<T>
where
    T: PyStubType + FromPyObject<'static, 'static, Error = PyClassGuardError<'static, 'static>>,
{
    /// The class, which PyO3 converts.
    pub fn input(self) -> TypeInfo {
        T::type_output()
    }
}

/// A class that code of the project converts.
pub trait ConvertsItself: Sized {
    /// Any type, because only that code knows what it accepts.
    fn input(self) -> TypeInfo {
        TypeInfo::any()
    }
}

impl<T: FromPyObject<'static, 'static>> ConvertsItself for Conversion<T> {}

/// A class that is not converted, so arguments only refer to it.
pub trait IsNotConverted {
    /// The class.
    fn input(&self) -> TypeInfo;
}

impl<T: PyStubType> IsNotConverted for Conversion<T> {
    fn input(&self) -> TypeInfo {
        T::type_output()
    }
}
