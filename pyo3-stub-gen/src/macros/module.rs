//! Docstrings and variables of modules.

/// Sets the docstring of a module. The arguments after the module's dotted name are those of [`format!`].
///
/// # Example
///
/// ```
/// pyo3_stub_gen::module_doc!("shapes", "Shapes, version {}.", env!("CARGO_PKG_VERSION"));
/// ```
#[macro_export]
macro_rules! module_doc {
    ($module:expr, $($format:tt)+) => {
        $crate::__submit! {
            $crate::derive::__text!(module_doc),
            class: None,
            types: [],
            texts: [$module; || ::std::format!($($format)+)],
            values: [],
        }
    };
}

/// Describes a variable or constant of a module: the dotted module, the name, the Rust type and, if the stub should show
/// it, the value. The module must set it itself (`m.add("NAME", value)`).
///
/// # Example
///
/// ```
/// pyo3_stub_gen::module_variable!("shapes", "PI", f64);
/// pyo3_stub_gen::module_variable!("shapes", "SIDES", u32, 4);
/// ```
#[macro_export]
macro_rules! module_variable {
    ($module:expr, $name:expr, $type:ty $(,)?) => {
        $crate::__submit! {
            $crate::derive::__text!(variable),
            class: None,
            types: [$type],
            texts: [$name, $module],
            values: [],
        }
    };
    ($module:expr, $name:expr, $type:ty, $value:expr $(,)?) => {
        $crate::__submit! {
            $crate::derive::__text!(variable_with_value),
            class: None,
            types: [$type],
            texts: [$name, $module],
            values: [|| {
                #[allow(unused_imports)]
                use $crate::__private::ShowOpaque as _;
                let value: $type = $value;
                $crate::__private::Shown(value).show()
            }],
        }
    };
}

/// Defines a function that returns the `StubInfo` of this crate's `pyproject.toml`, for a program of your own that writes
/// the stub. Such a program needs the feature `generate`. Without it, the function returns an error.
///
/// # Example
///
/// ```ignore
/// // Needs an extension module around it.
/// pyo3_stub_gen::define_stub_info_gatherer!(stub_info);
///
/// fn main() -> pyo3_stub_gen::Result<()> {
///     stub_info()?.generate()
/// }
/// ```
#[macro_export]
macro_rules! define_stub_info_gatherer {
    ($function:ident) => {
        /// The stub of this crate's extension module.
        ///
        /// # Errors
        ///
        /// When `pyproject.toml` cannot be read, a registered type or default value panics, or the feature `generate` of
        /// `pyo3-stub-gen` is off.
        pub fn $function() -> $crate::Result<$crate::StubInfo> {
            $crate::StubInfo::from_pyproject_toml(
                ::std::path::Path::new(::core::env!("CARGO_MANIFEST_DIR")).join("pyproject.toml"),
            )
        }
    };
}
