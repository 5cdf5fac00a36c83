//! What a module exports beside its own items.

/// States that the module `target` exports names of the module `source` too.
///
/// ```
/// # use pyo3_stub_gen::reexport_module_members;
/// reexport_module_members!("shapes" from "shapes.flat");
/// reexport_module_members!("shapes" from "shapes.flat"; *);
/// reexport_module_members!("shapes" from "shapes.solid"; *, "Cube");
/// reexport_module_members!("shapes" from "shapes.solid"; "Cube", "Ball");
/// ```
///
/// The first two take every name of `__all__`, the third adds names to that, the fourth takes only
/// the names it lists. `("target", "source")` and `("target", "source", "Name", …)` mean the same.
///
/// The source may be another package: its names have to be listed. The module must have them at runtime.
#[macro_export]
macro_rules! reexport_module_members {
    ($target:literal from $source:literal $(; *)?) => {
        $crate::__reexport! { "R\u{1}\u{1}*", $target, $source, [] }
    };
    ($target:literal from $source:literal; *, $($name:literal),+ $(,)?) => {
        $crate::__reexport! { "R\u{1}\u{1}*", $target, $source, [$($name),+] }
    };
    ($target:literal from $source:literal; $($name:literal),+ $(,)?) => {
        $crate::__reexport! { "R\u{1}\u{1}-", $target, $source, [$($name),+] }
    };
    ($target:expr, $source:expr $(,)?) => {
        $crate::__reexport! { "R\u{1}\u{1}*", $target, $source, [] }
    };
    ($target:expr, $source:expr, $($name:expr),+ $(,)?) => {
        $crate::__reexport! { "R\u{1}\u{1}-", $target, $source, [$($name),+] }
    };
}

/// Submits a re-export.
#[doc(hidden)]
#[macro_export]
macro_rules! __reexport {
    ($text:literal, $target:expr, $source:expr, [$($name:expr),*]) => {
        $crate::__submit! {
            // Each name is a text of its own, behind a sign that there is one more.
            ::core::concat!($text, $($crate::__one_more!($name),)* "."),
            class: None,
            types: [],
            texts: [$target, $source $(, $name)*],
            values: [],
        }
    };
}

/// What a text says for an element of a list that is a text of its own.
#[doc(hidden)]
#[macro_export]
macro_rules! __one_more {
    ($element:expr) => {
        "+\u{1}"
    };
}

/// Adds a name to the `__all__` of a module: one that the module has at runtime and nothing
/// registers.
///
/// ```
/// pyo3_stub_gen::export_verbatim!("shapes", "__version__");
/// ```
#[macro_export]
macro_rules! export_verbatim {
    ($module:expr, $name:expr) => {
        $crate::__submit! {
            "E\u{1}\u{1}",
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
            "X\u{1}\u{1}",
            class: None,
            types: [],
            texts: [$module, $name],
            values: [],
        }
    };
}
