//! Exceptions.

/// Defines an exception type as `pyo3::create_exception!` does, and registers it.
///
/// # Example
///
/// ```ignore
/// // Needs PyO3.
/// use pyo3::exceptions::PyValueError;
///
/// pyo3_stub_gen::create_exception!(shapes, NoSuchShape, PyValueError, "There is no such shape.");
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

        const _: () = {
            #[allow(unused_imports)]
            use $crate::__private::Fallback as _;
            $crate::__submit! { Class {
                id: $crate::__private::TypeId::of::<$name>,
                size: ::core::mem::size_of::<$name>(),
                name: ::core::stringify!($name),
                module: ::core::option::Option::Some(::core::stringify!($module)),
                module_is_placement: false,
                doc: $doc,
                kind: $crate::__private::ClassKind::Exception,
                bases: &[<$crate::__private::Type<$base>>::OUTPUT],
                type_params: ::core::option::Option::None,
                options: &["subclass"],
                from_fields: ::core::option::Option::None,
                getters: &[],
                setters: &[],
                deprecated: ::core::option::Option::None,
            } }
        };
    };
}

/// Registers an exception type; nothing with the `registry` feature off.
#[cfg(not(feature = "registry"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __register_exception {
    ($($anything:tt)*) => {};
}
