//! Type aliases, and Rust types that stand for other types.

/// Implements `PyStubType` for a Rust type in terms of other Rust types.
///
/// # Example
///
/// ```
/// use pyo3_stub_gen::{PyStubType, impl_stub_type};
///
/// enum NumberOrText {
///     Number(i32),
///     Text(String),
/// }
///
/// impl_stub_type!(NumberOrText = i32 | String);
///
/// assert_eq!(NumberOrText::type_output().to_string(), "int | str");
/// ```
#[macro_export]
macro_rules! impl_stub_type {
    ($type:ty = $($member:ty)|+) => {
        impl $crate::PyStubType for $type {
            fn type_output() -> $crate::TypeInfo {
                $( $crate::__type_info!($member, PART) )|+
            }

            fn type_input() -> $crate::TypeInfo {
                $( $crate::__type_info!($member, INPUT) )|+
            }
        }

        $crate::__runtime_union! { $type = $($member)|+ }
    };
}

/// Returns the Python type of a Rust type, whether or not it has a `PyStubType`. With the feature `pyo3` off, PyO3's own
/// types have none.
#[doc(hidden)]
#[macro_export]
macro_rules! __type_info {
    ($type:ty, $direction:ident) => {{
        #[allow(unused_imports)]
        use $crate::__private::Fallback as _;
        $crate::__private::type_fn(<$crate::__private::Type<$type>>::$direction)()
    }};
}

/// Defines a type alias: its dotted module, its name, the Rust types it stands for, and its docstring.
/// `PyModuleTypeAliasExt::add_type_alias` adds it to the module.
///
/// # Example
///
/// ```ignore
/// // Needs PyO3.
/// pyo3_stub_gen::type_alias!("shapes", Number = i32 | f64, "What a length may be.");
///
/// #[pymodule]
/// fn shapes(m: &Bound<'_, PyModule>) -> PyResult<()> {
///     use pyo3_stub_gen::runtime::PyModuleTypeAliasExt;
///     m.add_type_alias::<Number>()
/// }
/// ```
#[macro_export]
macro_rules! type_alias {
    ($module:expr, $name:ident = $($member:ty)|+ $(,)?) => {
        $crate::type_alias! { $module, $name = $($member)|+, "" }
    };
    ($module:expr, $name:ident = $($member:ty)|+, $doc:expr $(,)?) => {
        #[doc = $doc]
        #[allow(missing_docs, dead_code)]
        pub struct $name;

        $crate::__alias! { $module, $name = $($member)|+, $doc }
    };
}

/// Registers an alias and makes it available at runtime.
#[cfg(feature = "pyo3")]
#[doc(hidden)]
#[macro_export]
macro_rules! __alias {
    ($module:expr, $name:ident = $($member:ty)|+, $doc:expr) => {
        impl $crate::PyStubType for $name {
            fn type_output() -> $crate::TypeInfo {
                $crate::TypeInfo::locally_defined(::core::stringify!($name), $module.into())
            }
        }

        impl $crate::runtime::PyTypeAlias for $name {
            const NAME: &'static str = ::core::stringify!($name);
            const MODULE: &'static str = $module;

            fn create_type_object(
                py: ::pyo3::Python<'_>,
            ) -> ::pyo3::PyResult<::pyo3::Bound<'_, ::pyo3::PyAny>> {
                $crate::__union_object!(py, $($member)|+)
            }
        }

        impl $crate::runtime::PyRuntimeType for $name {
            fn runtime_type_object(
                py: ::pyo3::Python<'_>,
            ) -> ::pyo3::PyResult<::pyo3::Bound<'_, ::pyo3::PyAny>> {
                <$name as $crate::runtime::PyTypeAlias>::create_type_object(py)
            }
        }

        $crate::__submit_alias! { $module, $name = $($member)|+, $doc }
    };
}

/// Registers an alias: its members are a union to the generator.
#[doc(hidden)]
#[macro_export]
macro_rules! __submit_alias {
    ($module:expr, $name:ident = $($member:ty)|+, $doc:expr) => {
        $crate::__submit! {
            $crate::derive::__text!(type_alias $([$member])+),
            class: None,
            types: [$($member),+],
            texts: [::core::stringify!($name), $module, $doc],
            values: [],
        }
    };
}

/// Without PyO3 an alias does not exist at runtime, and is not registered.
#[cfg(not(feature = "pyo3"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __alias {
    ($module:expr, $name:ident = $($member:ty)|+, $doc:expr) => {
        impl $crate::PyStubType for $name {
            fn type_output() -> $crate::TypeInfo {
                $crate::TypeInfo::locally_defined(::core::stringify!($name), $module.into())
            }
        }
    };
}

/// Makes the type object of a union available at runtime.
#[cfg(feature = "pyo3")]
#[doc(hidden)]
#[macro_export]
macro_rules! __runtime_union {
    ($type:ty = $($member:ty)|+) => {
        impl $crate::runtime::PyRuntimeType for $type {
            fn runtime_type_object(
                py: ::pyo3::Python<'_>,
            ) -> ::pyo3::PyResult<::pyo3::Bound<'_, ::pyo3::PyAny>> {
                $crate::__union_object!(py, $($member)|+)
            }
        }
    };
}

/// The object `A | B` of the type objects of Rust types.
#[cfg(feature = "pyo3")]
#[doc(hidden)]
#[macro_export]
macro_rules! __union_object {
    ($py:expr, $($member:ty)|+) => {{
        #[allow(unused_imports)]
        use $crate::runtime::{AnyObject as _, NamedObject as _, StatedObject as _, TypeObject as _};
        $crate::runtime::union_type(
            $py,
            &[$( (&&&&$crate::runtime::ObjectOf::<$member>::new()).object($py)? ),+],
        )
    }};
}

/// Without PyO3 an alias does not exist at runtime.
#[cfg(not(feature = "pyo3"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __runtime_union {
    ($($anything:tt)*) => {};
}

/// Implements `runtime::PyRuntimeType` for a class, which returns its own type object.
///
/// ```ignore
/// // Needs PyO3.
/// pyo3_stub_gen::impl_py_runtime_type!(Point);
/// ```
#[macro_export]
macro_rules! impl_py_runtime_type {
    ($type:ty) => {
        impl $crate::runtime::PyRuntimeType for $type {
            fn runtime_type_object(
                py: ::pyo3::Python<'_>,
            ) -> ::pyo3::PyResult<::pyo3::Bound<'_, ::pyo3::PyAny>> {
                ::core::result::Result::Ok(py.get_type::<$type>().into_any())
            }
        }
    };
}
