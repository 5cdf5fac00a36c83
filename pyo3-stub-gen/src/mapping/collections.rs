//! Sequences, sets and maps.

use crate::{PyStubType, TypeInfo};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

fn sequence_input<T: PyStubType>() -> TypeInfo {
    TypeInfo::sequence_input(T::type_input())
}

impl<T: PyStubType> PyStubType for Vec<T> {
    fn type_output() -> TypeInfo {
        T::sequence_output()
    }

    fn type_input() -> TypeInfo {
        sequence_input::<T>()
    }
}

impl<T: PyStubType, const N: usize> PyStubType for [T; N] {
    fn type_output() -> TypeInfo {
        T::sequence_output()
    }

    fn type_input() -> TypeInfo {
        TypeInfo::array_input(T::type_input())
    }
}

impl<T: PyStubType> PyStubType for [T] {
    fn type_output() -> TypeInfo {
        T::sequence_output()
    }

    fn type_input() -> TypeInfo {
        T::slice_input()
    }

    /// A `Cow` copies what it cannot borrow, so any sequence will do.
    fn cow_input() -> TypeInfo {
        sequence_input::<T>()
    }
}

impl<T: PyStubType> PyStubType for VecDeque<T> {
    fn type_output() -> TypeInfo {
        TypeInfo::list_of::<T>()
    }

    fn type_input() -> TypeInfo {
        sequence_input::<T>()
    }
}

/// Both kinds of set are read.
fn set_input<T: PyStubType>() -> TypeInfo {
    let set = TypeInfo::generic("builtins", "set", [T::type_input()]);
    set | TypeInfo::generic("builtins", "frozenset", [T::type_input()])
}

/// Only a `dict` is read, no other mapping.
pub(super) fn map_input<K: PyStubType, V: PyStubType>() -> TypeInfo {
    TypeInfo::generic("builtins", "dict", [K::type_input(), V::type_input()])
}

impl<T: PyStubType, S> PyStubType for HashSet<T, S> {
    fn type_output() -> TypeInfo {
        TypeInfo::set_of::<T>()
    }

    fn type_input() -> TypeInfo {
        set_input::<T>()
    }
}

impl<T: PyStubType> PyStubType for BTreeSet<T> {
    fn type_output() -> TypeInfo {
        TypeInfo::set_of::<T>()
    }

    fn type_input() -> TypeInfo {
        set_input::<T>()
    }
}

impl<K: PyStubType, V: PyStubType, S> PyStubType for HashMap<K, V, S> {
    fn type_output() -> TypeInfo {
        TypeInfo::dict_of::<K, V>()
    }

    fn type_input() -> TypeInfo {
        map_input::<K, V>()
    }
}

impl<K: PyStubType, V: PyStubType> PyStubType for BTreeMap<K, V> {
    fn type_output() -> TypeInfo {
        TypeInfo::dict_of::<K, V>()
    }

    fn type_input() -> TypeInfo {
        map_input::<K, V>()
    }
}
