//! The forms in which types are mapped.

/// Maps each Rust type to an output type, and to an input type if that differs.
macro_rules! map {
    ($( $type:ty => $output:expr $(, from $input:expr)?; )*) => {$(
        impl $crate::PyStubType for $type {
            fn type_output() -> $crate::TypeInfo {
                $output
            }

            $( fn type_input() -> $crate::TypeInfo {
                $input
            } )?
        }
    )*};
}

/// Maps each type, generic over `T`, to what `T` is.
macro_rules! transparent {
    ($( [$($generics:tt)*] $type:ty; )*) => {$(
        impl<$($generics)*> $crate::PyStubType for $type {
            fn type_output() -> $crate::TypeInfo {
                <T as $crate::PyStubType>::type_output()
            }

            fn type_input() -> $crate::TypeInfo {
                <T as $crate::PyStubType>::type_input()
            }
        }
    )*};
}

/// The table of third-party crates. A line is a feature, the name of the crate in a path, and the crate's types, each
/// with its generics in `[…]`, its output type, and its input type if that differs. `in file` stands for types that a
/// file of their own maps.
macro_rules! third_party {
    ($( $feature:literal $krate:ident $(in $file:ident)? {
        $(
            $(#[$attr:meta])*
            [$($generics:tt)*] $type:ty => $output:expr $(, from $input:expr)?;
        )*
    } )*) => {
        $(
            $( #[cfg(feature = $feature)] mod $file; )?

            $(
                #[cfg(feature = $feature)]
                $(#[$attr])*
                impl<$($generics)*> $crate::PyStubType for $type {
                    fn type_output() -> $crate::TypeInfo {
                        $output
                    }

                    $( fn type_input() -> $crate::TypeInfo {
                        $input
                    } )?
                }
            )*
        )*

        /// Every third-party crate whose types this library can map.
        pub const THIRD_PARTY: &[ThirdParty] = &[
            $( ThirdParty {
                krate: stringify!($krate),
                feature: $feature,
                is_on: cfg!(feature = $feature),
            }, )*
        ];
    };
}

/// Maps each type, generic over `T`, to the class that `T` is: it refers to a Python object.
macro_rules! reference {
    ($( [$($generics:tt)*] $type:ty; )*) => {$(
        impl<$($generics)*> $crate::PyStubType for $type {
            fn type_output() -> $crate::TypeInfo {
                <T as $crate::PyStubType>::type_output()
            }

            fn type_input() -> $crate::TypeInfo {
                if <T as $crate::PyStubType>::IS_CLASS {
                    <T as $crate::PyStubType>::type_output()
                } else {
                    <T as $crate::PyStubType>::type_input()
                }
            }
        }
    )*};
}

pub(super) use {map, reference, third_party, transparent};
