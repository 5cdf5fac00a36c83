//! The types of a Rust type that may have no [`PyStubType`], as constants.

use crate::mapping::by_feature;
use crate::{PyStubType, TypeInfo};
use std::marker::PhantomData;

/// Returns a type's [`TypeInfo`].
pub type TypeFn = fn() -> TypeInfo;

/// Gives the input and output type of `T`, whether or not `T` has a [`PyStubType`].
///
/// `<Type<T>>::OUTPUT` is the inherent constant where `T: PyStubType`, and the one of [`Fallback`] where it is not: an
/// inherent item wins over a trait's, but only when its bounds hold. The constants do not contain data. Their types
/// determine where the Python type comes from, so that all functions with the same signature use the same list of
/// types.
#[derive(Debug)]
pub struct Type<T: ?Sized>(PhantomData<T>);

impl<T: PyStubType + ?Sized> Type<T> {
    /// The type of a value that Rust passes to Python.
    pub const OUTPUT: Output<T> = Output(PhantomData);
    /// The type of a value that is a part of what Rust passes to Python.
    pub const PART: PartOutput<T> = PartOutput(PhantomData);
    /// The type of a value that Python passes to Rust.
    pub const INPUT: Input<T> = Input(PhantomData);
    /// The type of the items of an iteration whose `__next__` returns a `T`.
    pub const ITEM: ItemProbe<T> = ItemProbe(PhantomData);
}

/// The types of a `T` without a [`PyStubType`].
pub trait Fallback {
    /// The type without one.
    type Unknown: ?Sized;
    /// The substitute for the type of a result.
    const OUTPUT: Unknown<Self::Unknown> = Unknown(PhantomData);
    /// The substitute for the type of a part.
    const PART: Unknown<Self::Unknown> = Unknown(PhantomData);
    /// The substitute for the type of an argument.
    const INPUT: Unknown<Self::Unknown> = Unknown(PhantomData);
    /// The substitute for the type of an item.
    const ITEM: UnknownItem<Self::Unknown> = UnknownItem(PhantomData);
}

impl<T: ?Sized> Fallback for Type<T> {
    type Unknown = T;
}

/// The source of a Python type.
pub trait Source {
    /// Returns the type.
    const TYPE: TypeFn;
}

/// [`PyStubType::type_output`], except for `()`, which is not the same as every result.
#[derive(Debug)]
pub struct Output<T: ?Sized>(PhantomData<T>);

/// [`PyStubType::type_output`].
#[derive(Debug)]
pub struct PartOutput<T: ?Sized>(PhantomData<T>);

/// [`PyStubType::type_input`].
#[derive(Debug)]
pub struct Input<T: ?Sized>(PhantomData<T>);

/// The items of an iteration: the `T` of an `Option<T>`.
#[derive(Debug)]
pub struct ItemProbe<T: ?Sized>(PhantomData<T>);

/// The name of a Rust type.
#[derive(Debug)]
pub struct Unknown<T: ?Sized>(PhantomData<T>);

/// The name of the Rust type of an item that `__next__` returns, as an `Option` or not.
#[derive(Debug)]
pub struct UnknownItem<T: ?Sized>(PhantomData<T>);

impl<T: PyStubType + ?Sized> Source for Output<T> {
    const TYPE: TypeFn = if T::IS_UNIT { TypeInfo::unit } else { T::type_output };
}

impl<T: PyStubType + ?Sized> Source for PartOutput<T> {
    const TYPE: TypeFn = T::type_output;
}

impl<T: PyStubType + ?Sized> Source for Input<T> {
    const TYPE: TypeFn = T::type_input;
}

impl<T: PyStubType + ?Sized> Source for ItemProbe<T> {
    const TYPE: TypeFn = T::item_output;
}

impl<T: ?Sized> Source for Unknown<T> {
    const TYPE: TypeFn = unknown::<T>;
}

impl<T: ?Sized> Source for UnknownItem<T> {
    const TYPE: TypeFn = unknown_item::<T>;
}

fn unknown_item<T: ?Sized>() -> TypeInfo {
    let full = std::any::type_name::<T>();
    let item = full.strip_prefix("core::option::Option<").and_then(|rest| rest.strip_suffix('>'));
    named(item.unwrap_or(full))
}

fn unknown<T: ?Sized>() -> TypeInfo {
    named(std::any::type_name::<T>())
}

#[inline(never)]
fn named(full: &str) -> TypeInfo {
    let feature = by_feature::find(full);
    // PyO3 has `PyBuffer` for some interpreters only, so the generator knows its types by the name.
    if cfg!(feature = "numpy") && full.contains("::PyBuffer<") {
        return TypeInfo::unknown_but_for(&full.replace("::PyBuffer<", "::PyBufferOrArray<"), feature);
    }
    TypeInfo::unknown_but_for(full, feature)
}

/// Returns the function of `source`.
#[must_use]
pub const fn type_fn<S: Source>(source: S) -> TypeFn {
    std::mem::forget(source);
    S::TYPE
}
