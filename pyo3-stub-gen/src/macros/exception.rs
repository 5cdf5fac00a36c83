//! Exceptions.

/// Defines an exception type as `pyo3::create_exception!` does, and registers it.
///
/// # Example
///
/// ```ignore
/// // Needs PyO3.
/// use pyo3::exceptions::PyValueError;
///
/// pyo3_stub_gen::create_exception!(shapes, NoSuchShape, PyValueError, "The shape does not exist.");
/// ```
#[macro_export]
macro_rules! create_exception {
    ($module:expr, $name:ident, $base:ty $(,)?) => {
        ::pyo3::create_exception!($module, $name, $base);
        $crate::__register_exception! { $module, $name, $base, "" }
    };
    ($module:expr, $name:ident, $base:ty, $doc:expr $(,)?) => {
        ::pyo3::create_exception!($module, $name, $base, $doc);
        $crate::__register_exception! { $module, $name, $base, $doc }
    };
}

/// Registers an exception type.
#[cfg(feature = "registry")]
#[doc(hidden)]
#[macro_export]
macro_rules! __register_exception {
    ($module:expr, $name:ident, $base:ty, $doc:expr) => {
        impl $crate::PyStubType for $name {
            fn type_output() -> $crate::TypeInfo {
                $crate::__private::class(
                    ::core::stringify!($name),
                    ::core::option::Option::Some(::core::stringify!($module)),
                )
            }
        }

        $crate::__submit! {
            $crate::derive::__text!(exception),
            class: Asked(__stub::class_of::<$name>),
            types: [$base],
            texts: [::core::stringify!($name), ::core::stringify!($module), $doc],
            values: [],
        }
    };
}

/// With the `registry` feature off, an exception type is not registered, but it can still be named.
#[cfg(not(feature = "registry"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __register_exception {
    ($module:expr, $name:ident, $base:ty, $doc:expr) => {
        impl $crate::PyStubType for $name {
            #[inline]
            fn type_output() -> $crate::TypeInfo {
                $crate::TypeInfo::any()
            }
        }
    };
}
