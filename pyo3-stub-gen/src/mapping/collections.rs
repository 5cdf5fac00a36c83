//! Sequences, sets and maps.

use crate::{PyStubType, TypeInfo};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

fn sequence_input<T: PyStubType>() -> TypeInfo {
    TypeInfo::generic("collections.abc", "Sequence", [T::type_input()])
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
        sequence_input::<T>()
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

/// Both kinds of set are read. Only `set` is invariant.
fn set_input<T: PyStubType>() -> TypeInfo {
    let sets = T::held_inputs().into_iter().map(|held| TypeInfo::generic("builtins", "set", [held]));
    let frozen = TypeInfo::generic("builtins", "frozenset", [T::type_input()]);
    sets.chain([frozen]).reduce(|union, set| union | set).unwrap_or_else(TypeInfo::any)
}

/// Only a `dict` is read, no other mapping.
pub(super) fn map_input<K: PyStubType, V: PyStubType>() -> TypeInfo {
    let dict = |key: &TypeInfo, value| TypeInfo::generic("builtins", "dict", [key.clone(), value]);
    let keys = K::held_inputs();
    let maps = keys.iter().flat_map(|key| V::held_inputs().into_iter().map(|value| dict(key, value)));
    maps.reduce(|union, map| union | map).unwrap_or_else(TypeInfo::any)
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
