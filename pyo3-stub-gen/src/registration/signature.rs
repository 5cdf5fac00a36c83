//! The types of a signature.

use super::probe::{Input, ItemProbe, Output, Source, TypeFn, Unknown, UnknownItem};
use crate::PyStubType;

/// A list of types that is being built. Code that adds a type takes half the space of an element of a static list,
/// which the loader must relocate.
#[derive(Debug, Default)]
pub struct TypeList(Vec<TypeFn>);

impl TypeList {
    /// The types that `name_types` names.
    pub fn of(name_types: fn(&mut Self)) -> Vec<TypeFn> {
        let mut list = Self::default();
        name_types(&mut list);
        list.0
    }

    /// Adds one.
    #[inline(never)]
    pub fn push(&mut self, type_fn: TypeFn) {
        self.0.push(type_fn);
    }
}

/// The types of a signature: sources, in tuples that may hold further ones.
pub trait Sources {
    /// Names what each gives.
    fn name(list: &mut TypeList);
}

impl<T: PyStubType + ?Sized> Sources for Output<T> {
    #[inline]
    fn name(list: &mut TypeList) {
        list.push(Self::TYPE);
    }
}

impl<T: PyStubType + ?Sized> Sources for Input<T> {
    #[inline]
    fn name(list: &mut TypeList) {
        list.push(Self::TYPE);
    }
}

impl<T: PyStubType + ?Sized> Sources for ItemProbe<T> {
    #[inline]
    fn name(list: &mut TypeList) {
        list.push(Self::TYPE);
    }
}

impl<T: ?Sized> Sources for UnknownItem<T> {
    #[inline]
    fn name(list: &mut TypeList) {
        list.push(Self::TYPE);
    }
}

impl<T: ?Sized> Sources for Unknown<T> {
    #[inline]
    fn name(list: &mut TypeList) {
        list.push(Self::TYPE);
    }
}

macro_rules! signatures {
    ($($($source:ident)*;)*) => {$(
        impl<$($source: Sources),*> Sources for ($($source,)*) {
            fn name(_list: &mut TypeList) {
                $($source::name(_list);)*
            }
        }
    )*};
}

signatures! {
    ;
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
}
