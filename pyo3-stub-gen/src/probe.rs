//! The types of a Rust type that may have no [`PyStubType`], as constants.

use crate::facts::{TypeExpr, UnknownExpr};
use crate::mapping::{by_feature, by_name};
use crate::{PyStubType, TypeInfo};
use std::marker::PhantomData;

/// Gives a type's [`TypeInfo`].
pub type TypeFn = fn() -> TypeInfo;

/// Gives the input and output type of `T`, whether or not `T` has a [`PyStubType`].
///
/// `<Type<T>>::OUTPUT` is the inherent constant where `T: PyStubType`, and the one of [`Fallback`]
/// where it is not: an inherent item wins over a trait's, but only when its bounds hold. Constants,
/// not functions, so that a static can hold them.
#[derive(Debug)]
pub struct Type<T: ?Sized>(PhantomData<T>);

impl<T: PyStubType + ?Sized> Type<T> {
    /// The type of a value that Rust hands to Python.
    pub const OUTPUT: TypeFn = T::type_output;
    /// The type of a value that Python hands to Rust.
    pub const INPUT: TypeFn = T::type_input;
}

/// The types of a `T` without a [`PyStubType`].
pub trait Fallback {
    /// What stands for the type of a result.
    const OUTPUT: TypeFn;
    /// What stands for the type of an argument.
    const INPUT: TypeFn;
}

impl<T: ?Sized> Fallback for Type<T> {
    const OUTPUT: TypeFn = unknown::<T>;
    const INPUT: TypeFn = unknown::<T>;
}

fn unknown<T: ?Sized>() -> TypeInfo {
    let full = std::any::type_name::<T>();
    by_name::find(full).unwrap_or_else(|| {
        let feature = by_feature::find(full).map(str::to_owned);
        TypeExpr::Unknown(UnknownExpr { rust: by_name::short(full), feature }).into()
    })
}
