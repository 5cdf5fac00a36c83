//! NumPy's arrays, through the `numpy` crate.

use crate::mapping::macros::map;
use crate::{PyStubType, TypeInfo};
use numpy::{Element, PyArray, PyArrayDescr, PyReadonlyArray, PyReadwriteArray, PyUntypedArray};
use pyo3::{Py, PyAny};

/// An element type that has a NumPy scalar type.
#[diagnostic::on_unimplemented(message = "`{Self}` has no NumPy scalar type")]
pub trait Scalar: Element {
    /// The scalar type.
    fn scalar() -> TypeInfo;
}

macro_rules! scalars {
    ($( $rust:ty => $name:literal; )*) => {$(
        impl Scalar for $rust {
            fn scalar() -> TypeInfo {
                TypeInfo::with_module($name, "numpy".into())
            }
        }
    )*};
}

scalars! {
    bool => "bool_";
    i8 => "int8";
    i16 => "int16";
    i32 => "int32";
    i64 => "int64";
    isize => "intp";
    u8 => "uint8";
    u16 => "uint16";
    u32 => "uint32";
    u64 => "uint64";
    usize => "uintp";
    f32 => "float32";
    f64 => "float64";
    num_complex::Complex<f32> => "complex64";
    num_complex::Complex<f64> => "complex128";
    Py<PyAny> => "object_";
}

fn array<T: Scalar>() -> TypeInfo {
    TypeInfo::generic("numpy.typing", "NDArray", [T::scalar()])
}

macro_rules! arrays {
    ($( [$($generics:tt)*] $array:ty; )*) => {$(
        impl<T: Scalar, D $($generics)*> PyStubType for $array {
            fn type_output() -> TypeInfo {
                array::<T>()
            }
        }
    )*};
}

arrays! {
    [] PyArray<T, D>;
    [: numpy::ndarray::Dimension] PyReadonlyArray<'_, T, D>;
    [: numpy::ndarray::Dimension] PyReadwriteArray<'_, T, D>;
}

map! {
    PyUntypedArray => TypeInfo::generic("numpy.typing", "NDArray", [TypeInfo::any()]);
    PyArrayDescr => TypeInfo::generic("numpy", "dtype", [TypeInfo::any()]);
}

macro_rules! array_likes {
    ($($coercion:ident)*) => {$(
        impl<T: Element, D: numpy::ndarray::Dimension> PyStubType
            for numpy::PyArrayLike<'_, T, D, numpy::$coercion>
        {
            fn type_output() -> TypeInfo {
                TypeInfo::with_module("ArrayLike", "numpy.typing".into())
            }
        }
    )*};
}

array_likes! { TypeMustMatch AllowTypeChange }
