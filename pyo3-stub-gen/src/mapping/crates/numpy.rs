//! NumPy's arrays, through the `numpy` crate.

use crate::mapping::macros::map;
use crate::{PyStubType, TypeInfo};
use numpy::ndarray::Dimension;
use numpy::{
    AllowTypeChange, Element, PyArray, PyArrayDescr, PyArrayLike, PyReadonlyArray, PyReadwriteArray,
    PyUntypedArray, TypeMustMatch,
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
    i8 => "int8", i64::type_input(), real_or_less();
    i16 => "int16", i64::type_input(), real_or_less();
    i32 => "int32", i64::type_input(), real_or_less();
    i64 => "int64", i64::type_input(), real_or_less();
    isize => "intp", i64::type_input(), real_or_less();
    u8 => "uint8", i64::type_input(), real_or_less();
    u16 => "uint16", i64::type_input(), real_or_less();
    u32 => "uint32", i64::type_input(), real_or_less();
    u64 => "uint64", i64::type_input(), real_or_less();
    usize => "uintp", i64::type_input(), real_or_less();
    f32 => "float32", real(), real_or_less();
    f64 => "float64", real(), real_or_less();
    num_complex::Complex<f32> => "complex64", complex(), complex_or_less();
    num_complex::Complex<f64> => "complex128", complex(), complex_or_less();
    Py<PyAny> => "object_", TypeInfo::any(), TypeInfo::any();
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

/// Returns the types that NumPy converts to an array of `dimensions`: arrays, and sequences of sequences.
fn array_like<T: Scalar>(dimensions: Option<usize>, dtype: TypeInfo) -> TypeInfo {
    let Some(count) = dimensions else {
        return TypeInfo::known("numpy.typing", "ArrayLike");
    };
    let sequence = |item| TypeInfo::generic("collections.abc", "Sequence", [item]);
    (0..count).fold(T::element(), |item, _| sequence(item)) | array_of(dimensions, dtype)
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
