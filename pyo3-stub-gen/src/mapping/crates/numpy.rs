//! NumPy's arrays, through the `numpy` crate.

use crate::mapping::macros::map;
use crate::{PyStubType, TypeInfo};
use numpy::datetime::{Datetime, Timedelta, Unit};
use numpy::ndarray::Dimension;
use numpy::{
    AllowTypeChange, Element, PyArray, PyArrayDescr, PyArrayLike, PyFixedString, PyFixedUnicode,
    PyReadonlyArray, PyReadwriteArray, PyUntypedArray, TypeMustMatch,
};
use pyo3::{Py, PyAny};

/// An element type that has a NumPy scalar type.
#[diagnostic::on_unimplemented(message = "`{Self}` has no NumPy scalar type")]
pub trait Scalar: Element {
    /// The scalar type.
    fn scalar() -> TypeInfo;

    /// The types that NumPy converts to an element.
    fn element() -> TypeInfo;

    /// The scalar types of arrays that NumPy converts to an array of this type.
    fn cast_from() -> TypeInfo;
}

fn numpy(name: &str) -> TypeInfo {
    TypeInfo::known("numpy", name)
}

fn kind(name: &str) -> TypeInfo {
    TypeInfo::generic("numpy", name, [TypeInfo::any()])
}

/// NumPy calls `__int__`, which a `float` has too.
fn integer() -> TypeInfo {
    TypeInfo::known("typing", "SupportsInt") | i64::type_input()
}

/// `None` is not a number.
fn real() -> TypeInfo {
    f64::type_input() | TypeInfo::none()
}

fn complex() -> TypeInfo {
    TypeInfo::builtin("complex") | super::complex_input() | real()
}

fn real_or_less() -> TypeInfo {
    kind("floating") | kind("integer") | numpy("bool_")
}

fn complex_or_less() -> TypeInfo {
    kind("number") | numpy("bool_")
}

macro_rules! scalars {
    ($( $rust:ty => $name:literal, $element:expr, $from:expr; )*) => {$(
        impl Scalar for $rust {
            fn scalar() -> TypeInfo {
                numpy($name)
            }

            fn element() -> TypeInfo {
                $element
            }

            fn cast_from() -> TypeInfo {
                $from
            }
        }
    )*};
}

scalars! {
    bool => "bool_", TypeInfo::any(), TypeInfo::any();
    i8 => "int8", integer(), real_or_less();
    i16 => "int16", integer(), real_or_less();
    i32 => "int32", integer(), real_or_less();
    i64 => "int64", integer(), real_or_less();
    isize => "intp", integer(), real_or_less();
    u8 => "uint8", integer(), real_or_less();
    u16 => "uint16", integer(), real_or_less();
    u32 => "uint32", integer(), real_or_less();
    u64 => "uint64", integer(), real_or_less();
    usize => "uintp", integer(), real_or_less();
    f32 => "float32", real(), real_or_less();
    f64 => "float64", real(), real_or_less();
    num_complex::Complex<f32> => "complex64", complex(), complex_or_less();
    num_complex::Complex<f64> => "complex128", complex(), complex_or_less();
    Py<PyAny> => "object_", TypeInfo::any(), TypeInfo::any();
}

/// Maps an element type of NumPy's own, whose parameter has no counterpart in Python.
macro_rules! parametric_scalars {
    ($( [$($generics:tt)*] $rust:ty => $name:literal; )*) => {$(
        impl<$($generics)*> Scalar for $rust {
            fn scalar() -> TypeInfo {
                numpy($name)
            }

            fn element() -> TypeInfo {
                TypeInfo::any()
            }

            fn cast_from() -> TypeInfo {
                TypeInfo::any()
            }
        }
    )*};
}

parametric_scalars! {
    [U: Unit] Datetime<U> => "datetime64";
    [U: Unit] Timedelta<U> => "timedelta64";
    [const N: usize] PyFixedString<N> => "bytes_";
    [const N: usize] PyFixedUnicode<N> => "str_";
}

/// Returns an array of `T`s with the number of dimensions that `D` has.
fn array<T: Scalar, D: Dimension>() -> TypeInfo {
    array_of(D::NDIM, T::scalar())
}

fn array_of(dimensions: Option<usize>, scalar: TypeInfo) -> TypeInfo {
    let Some(dimensions) = dimensions else {
        return TypeInfo::generic("numpy.typing", "NDArray", [scalar]);
    };
    let lengths = std::iter::repeat_n(TypeInfo::builtin("int"), dimensions);
    let shape = TypeInfo::generic("builtins", "tuple", lengths);
    TypeInfo::generic("numpy", "ndarray", [shape, TypeInfo::generic("numpy", "dtype", [scalar])])
}

macro_rules! arrays {
    ($( $array:ty; )*) => {$(
        impl<T: Scalar, D: Dimension> PyStubType for $array {
            fn type_output() -> TypeInfo {
                array::<T, D>()
            }
        }
    )*};
}

arrays! {
    PyArray<T, D>;
    PyReadonlyArray<'_, T, D>;
    PyReadwriteArray<'_, T, D>;
}

map! {
    PyUntypedArray => TypeInfo::generic("numpy.typing", "NDArray", [TypeInfo::any()]);
    PyArrayDescr => TypeInfo::generic("numpy", "dtype", [TypeInfo::any()]);
}

/// Returns the types that NumPy converts to an array of `dimensions`: arrays, and sequences of sequences or arrays.
fn array_like<T: Scalar>(dimensions: Option<usize>, dtype: TypeInfo) -> TypeInfo {
    let Some(count) = dimensions else {
        return TypeInfo::known("numpy.typing", "ArrayLike");
    };
    let sequence = |item| TypeInfo::generic("collections.abc", "Sequence", [item]);
    let nested = (1..=count).fold(T::element(), |item, dimension| {
        // The items of a sequence are converted, even if an array of another type is not.
        let dtype = if dimension == count { dtype.clone() } else { T::cast_from() };
        sequence(item) | array_of(Some(dimension), dtype)
    });
    if count == 0 { nested | array_of(dimensions, dtype) } else { nested }
}

impl<T: Scalar, D: Dimension> PyStubType for PyArrayLike<'_, T, D, TypeMustMatch> {
    fn type_output() -> TypeInfo {
        array_like::<T>(D::NDIM, T::scalar())
    }
}

impl<T: Scalar, D: Dimension> PyStubType for PyArrayLike<'_, T, D, AllowTypeChange> {
    fn type_output() -> TypeInfo {
        array_like::<T>(D::NDIM, T::cast_from())
    }
}
