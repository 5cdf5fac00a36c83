//! Tuples of one to twelve elements.

use crate::{PyStubType, TypeInfo};

macro_rules! tuples {
    ($( ($($element:ident)*) )*) => {$(
        impl<$($element: PyStubType),*> PyStubType for ($($element,)*) {
            fn type_output() -> TypeInfo {
                TypeInfo::generic("builtins", "tuple", [$($element::type_output()),*])
            }

            fn type_input() -> TypeInfo {
                TypeInfo::generic("builtins", "tuple", [$($element::type_input()),*])
            }
        }
    )*};
}

tuples! {
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
    (A B C D E F G)
    (A B C D E F G H)
    (A B C D E F G H I)
    (A B C D E F G H I J)
    (A B C D E F G H I J K)
    (A B C D E F G H I J K L)
}
