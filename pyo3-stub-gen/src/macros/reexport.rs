//! Re-exports, and exceptions to `__all__`.

/// Adds names of the module `source` to the exports of the module `target`.
///
/// ```
/// # use pyo3_stub_gen::reexport_module_members;
/// reexport_module_members!("shapes" from "shapes.flat");
/// reexport_module_members!("shapes" from "shapes.flat"; *);
/// reexport_module_members!("shapes" from "shapes.solid"; *, "Cube");
/// reexport_module_members!("shapes" from "shapes.solid"; "Cube", "Ball");
/// ```
///
/// The first two take every name of `__all__`. The third adds names to those. The fourth takes only the names that it
/// lists. `("target", "source")` and `("target", "source", "Name", …)` mean the same.
///
/// The source may be another package: its names have to be listed. The module must have them at runtime.
#[macro_export]
macro_rules! reexport_module_members {
    ($target:literal from $source:literal $(; *)?) => {
        $crate::__reexport! { reexport_all, $target, $source, [] }
    };
    ($target:literal from $source:literal; *, $($name:literal),+ $(,)?) => {
        $crate::__reexport! { reexport_all, $target, $source, [$($name),+] }
    };
    ($target:literal from $source:literal; $($name:literal),+ $(,)?) => {
        $crate::__reexport! { reexport_listed, $target, $source, [$($name),+] }
    };
    ($target:expr, $source:expr $(,)?) => {
        $crate::__reexport! { reexport_all, $target, $source, [] }
    };
    ($target:expr, $source:expr, $($name:expr),+ $(,)?) => {
        $crate::__reexport! { reexport_listed, $target, $source, [$($name),+] }
    };
}

/// Submits a re-export.
#[doc(hidden)]
#[macro_export]
macro_rules! __reexport {
    ($text:ident, $target:expr, $source:expr, [$($name:expr),*]) => {
        $crate::__submit! {
            $crate::derive::__text!($text $([$name])*),
            class: None,
            types: [],
            texts: [$target, $source $(, $name)*],
            values: [],
        }
    };
}

/// Adds a name to the `__all__` of a module: one that the module has at runtime, but that is not registered.
///
/// ```
/// pyo3_stub_gen::export_verbatim!("shapes", "__version__");
/// ```
#[macro_export]
macro_rules! export_verbatim {
    ($module:expr, $name:expr) => {
        $crate::__submit! {
            $crate::derive::__text!(export_verbatim),
            class: None,
            types: [],
            texts: [$module, $name],
            values: [],
        }
    };
}

/// Leaves a name out of the `__all__` of a module.
///
/// ```
/// pyo3_stub_gen::exclude_from_all!("shapes", "internal");
/// ```
#[macro_export]
macro_rules! exclude_from_all {
    ($module:expr, $name:expr) => {
        $crate::__submit! {
            $crate::derive::__text!(exclude_from_all),
            class: None,
            types: [],
            texts: [$module, $name],
            values: [],
        }
    };
}
