//! Collections of other crates: as their likes in std.

#[cfg(feature = "hashbrown")]
mod hashbrown {
    use crate::mapping::collections::map_input;
    use crate::{PyStubType, TypeInfo};
    use std::collections::HashSet;

    impl<K: PyStubType, V: PyStubType, S> PyStubType for hashbrown::HashMap<K, V, S> {
        fn type_output() -> TypeInfo {
            TypeInfo::dict_of::<K, V>()
        }

        fn type_input() -> TypeInfo {
            map_input::<K, V>()
        }
    }

    impl<T: PyStubType, S> PyStubType for hashbrown::HashSet<T, S> {
        fn type_output() -> TypeInfo {
            HashSet::<T>::type_output()
        }

        fn type_input() -> TypeInfo {
            HashSet::<T>::type_input()
        }
    }
}

#[cfg(feature = "indexmap")]
mod indexmap {
    use crate::mapping::collections::map_input;
    use crate::{PyStubType, TypeInfo};

    impl<K: PyStubType, V: PyStubType, S> PyStubType for indexmap::IndexMap<K, V, S> {
        fn type_output() -> TypeInfo {
            TypeInfo::dict_of::<K, V>()
        }

        fn type_input() -> TypeInfo {
            map_input::<K, V>()
        }
    }
}

#[cfg(feature = "smallvec")]
mod smallvec {
    use crate::{PyStubType, TypeInfo};

    impl<A: smallvec::Array<Item: PyStubType>> PyStubType for smallvec::SmallVec<A> {
        fn type_output() -> TypeInfo {
            Vec::<A::Item>::type_output()
        }

        fn type_input() -> TypeInfo {
            Vec::<A::Item>::type_input()
        }
    }
}

#[cfg(feature = "either")]
mod either {
    use crate::{PyStubType, TypeInfo};

    impl<L: PyStubType, R: PyStubType> PyStubType for either::Either<L, R> {
        fn type_output() -> TypeInfo {
            L::type_output() | R::type_output()
        }

        fn type_input() -> TypeInfo {
            L::type_input() | R::type_input()
        }
    }
}
