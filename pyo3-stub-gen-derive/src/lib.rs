//! The procedural macros of `pyo3-stub-gen`. Use them through that crate.
//!
//! An attribute macro reads an item and PyO3's options on it, and emits the item without `#[gen_stub(…)]` and, where
//! the Cargo feature `registry` is on, one registration for each item. This crate must not know what a stub looks like,
//! or what Python source means.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod attr;
mod class;
mod conversion;
#[cfg(test)]
mod cost;
mod default;
mod docs;
mod emit;
mod errors;
mod function;
#[allow(dead_code, reason = "the library reads what is written here")]
mod grammar;
#[cfg(test)]
mod hostile;
mod lazy;
mod literal;
mod methods;
mod module;
mod parameters;
mod placement;
mod registrations;
mod rename;
mod signature;
mod snippet;
mod statement;
mod strip;
mod syntax;
mod text;
mod types;
mod written;

use proc_macro::TokenStream;

/// Registers a `#[pyclass]`, which is a struct or an enum of either kind. Put it above `#[pyclass]`.
///
/// Arguments: `module = "my_module.sub"` states where the class is, and `skip_stub_type` leaves out the
/// implementation of `PyStubType`.
///
/// # Example
///
/// ```ignore
/// // Needs PyO3.
/// /// A box of things, which type checkers take for a `Box[T]`.
/// #[gen_stub_pyclass]
/// #[gen_stub(type_params = "T")]
/// #[pyclass(generic)]
/// struct Box {
///     #[pyo3(get, set)]
///     #[gen_stub(override_type(type_repr = "list[T]"))]
///     things: Vec<Py<PyAny>>,
///     /// Not in the stub.
///     #[pyo3(get)]
///     #[gen_stub(skip)]
///     id: u64,
/// }
///
/// /// A colour, which Python sees as a class with three attributes.
/// #[gen_stub_pyclass]
/// #[pyclass(eq, eq_int)]
/// #[derive(PartialEq)]
/// enum Color {
///     Red,
///     Green,
///     Blue,
/// }
/// ```
#[proc_macro_attribute]
pub fn gen_stub_pyclass(args: TokenStream, item: TokenStream) -> TokenStream {
    class(args, item)
}

/// Does the same as [`macro@gen_stub_pyclass`].
#[proc_macro_attribute]
pub fn gen_stub_pyclass_enum(args: TokenStream, item: TokenStream) -> TokenStream {
    class(args, item)
}

/// Does the same as [`macro@gen_stub_pyclass`].
#[proc_macro_attribute]
pub fn gen_stub_pyclass_complex_enum(args: TokenStream, item: TokenStream) -> TokenStream {
    class(args, item)
}

/// Registers a `#[pyfunction]`. Put it above `#[pyfunction]`.
///
/// Arguments: `module = "my_module.sub"`, `skip`, `python = "def f() -> int: ..."` (the whole definition),
/// `python_overload = "…"` (overloads in addition to the one from the Rust signature), and `no_default_overload = true`
/// (only those overloads).
///
/// # Example
///
/// ```ignore
/// // Needs PyO3.
/// #[gen_stub_pyfunction(module = ".sub", python_overload = "def half(x: int, /) -> float: ...")]
/// #[pyfunction]
/// fn half(
///     #[gen_stub(override_type(type_repr = "decimal.Decimal"))] x: Bound<'_, PyAny>,
/// ) -> PyResult<Bound<'_, PyAny>> {
///     x.div(2)
/// }
/// ```
#[proc_macro_attribute]
pub fn gen_stub_pyfunction(args: TokenStream, item: TokenStream) -> TokenStream {
    attribute(function::expand, args, item, 0)
}

/// Registers the methods of a `#[pymethods]` block. Put it above `#[pymethods]`. A class may have several blocks.
///
/// # Example
///
/// ```ignore
/// // Needs PyO3.
/// #[gen_stub_pymethods]
/// #[pymethods]
/// impl Box {
///     /// Only a box of numbers has a sum.
///     #[gen_stub(self_type = "Box[int]")]
///     fn sum(&self) -> u64 {
///         self.numbers.iter().sum()
///     }
///
///     /// How many things a box takes. The stub shows the value.
///     #[classattr]
///     #[gen_stub(default = 12)]
///     fn limit() -> usize {
///         12
///     }
/// }
/// ```
#[proc_macro_attribute]
pub fn gen_stub_pymethods(args: TokenStream, item: TokenStream) -> TokenStream {
    attribute(methods::expand, args, item, 1)
}

/// Registers everything in an inline `#[pymodule] mod`: functions, classes, methods, exported constants and nested
/// modules. Put it above `#[pymodule]`.
///
/// On a nested module, the argument `lazy` makes it, and the modules inside it, when they are first used. Python code sees
/// no difference: `pyo3_stub_gen::runtime::Submodules` describes such modules. The other nested modules become importable
/// too. A `#[pymodule_init]` runs before they are added.
///
/// # Example
///
/// ```ignore
/// // Needs PyO3.
/// #[gen_stub_pymodule]
/// #[pymodule]
/// mod shapes {
///     use pyo3::prelude::*;
///
///     /// Doubles a length.
///     #[pyfunction]
///     fn double(length: f64) -> f64 {
///         2.0 * length
///     }
///
///     #[pymodule]
///     mod sub {
///         #[pymodule_export]
///         const SIDES: u32 = 4;
///     }
///
///     /// Made at `shapes.solids`, `from shapes import solids` or `import shapes.solids`.
///     #[gen_stub_pymodule(lazy)]
///     #[pymodule]
///     mod solids {
///         #[pymodule_export]
///         const FACES: u32 = 6;
///     }
/// }
/// ```
#[proc_macro_attribute]
pub fn gen_stub_pymodule(args: TokenStream, item: TokenStream) -> TokenStream {
    module::expand(args.into(), item.into()).into()
}

/// Expands to the attribute that it is given. A lazy module has it in the place of `#[pymodule]`.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn __lazy_pymodule(args: TokenStream, item: TokenStream) -> TokenStream {
    lazy::expand(args.into(), item.into()).into()
}

/// Implements `PyStubType` for a type with PyO3's `#[derive(FromPyObject)]`, `#[derive(IntoPyObject)]`, or both.
///
/// A newtype or a `transparent` type has its inner type, a struct with unnamed fields is a tuple, and an enum is the
/// union of its variants. A struct with named fields becomes a `dict`, and takes a `Mapping` if PyO3 reads all of its
/// fields by `item`, and `Any` if it reads attributes. `#[gen_stub(override_type(…))]` on a field states another type.
#[proc_macro_derive(PyStubType, attributes(gen_stub, pyo3))]
pub fn derive_stub_type(item: TokenStream) -> TokenStream {
    conversion::expand(item.into()).into()
}

/// Removes `#[gen_stub(…)]` from an item, and registers nothing.
#[proc_macro_attribute]
pub fn remove_gen_stub(_args: TokenStream, item: TokenStream) -> TokenStream {
    strip::stripped(item.into()).into()
}

/// Describes functions in Python source, for `inventory::submit!`.
///
/// # Example
///
/// ```ignore
/// // Needs a function of that name.
/// inventory::submit! {
///     gen_function_from_python!(module = ".sub", r#"
///         import datetime
///
///         def wait(until: datetime.time, *, poll: pyo3_stub_gen.RustType["Option<f64>"] = None) -> bool:
///             """Waits."""
///     "#)
/// }
/// ```
#[proc_macro]
pub fn gen_function_from_python(input: TokenStream) -> TokenStream {
    snippet::functions(input.into()).into()
}

/// Describes methods in Python source, for `inventory::submit!`. The class has the name of the Rust type.
///
/// # Example
///
/// ```ignore
/// // Needs a class of that name.
/// inventory::submit! {
///     gen_methods_from_python!(r#"
///         class Point:
///             def __getitem__(self, index: typing.Literal["x", "y"]) -> float: ...
///     "#)
/// }
/// ```
#[proc_macro]
pub fn gen_methods_from_python(input: TokenStream) -> TokenStream {
    snippet::methods(input.into()).into()
}

/// Registers type aliases in Python source: `gen_type_alias_from_python!("my_module", "Name: TypeAlias = int | str");`.
/// Do not use it inside `inventory::submit!`.
#[proc_macro]
pub fn gen_type_alias_from_python(input: TokenStream) -> TokenStream {
    snippet::type_alias(input.into()).into()
}

/// Expands to the module `grammar`, which the library shares with this crate.
#[doc(hidden)]
#[proc_macro]
pub fn __grammar(_input: TokenStream) -> TokenStream {
    let module = concat!(
        "#[allow(dead_code, reason = \"only some features write texts, and only some read them\")]\npub mod grammar {",
        include_str!("grammar.rs"),
        "}"
    );
    module.parse().unwrap_or_default()
}

/// Expands to the text of a statement that one of the library's `macro_rules!` makes.
#[doc(hidden)]
#[proc_macro]
pub fn __text(input: TokenStream) -> TokenStream {
    written::text(input.into()).into()
}

/// Expands the attribute of a class. Without a registration, a hand-written `PyStubType` can still name the class.
fn class(args: TokenStream, item: TokenStream) -> TokenStream {
    if cfg!(feature = "registry") {
        return class::expand(args.into(), item.into()).into_tokens().into();
    }
    let stub_type = class::stub_type(args.clone().into(), item.clone().into());
    let mut out = attribute(class::expand, args, item, usize::MAX);
    out.extend(TokenStream::from(stub_type));
    out
}

/// Expands an attribute. If nothing must be registered or removed, the item is returned without parsing it. The
/// attributes of the item are inside at most `depth` pairs of braces.
fn attribute(
    expand: fn(proc_macro2::TokenStream, proc_macro2::TokenStream) -> registrations::Expansion,
    args: TokenStream,
    item: TokenStream,
    depth: usize,
) -> TokenStream {
    if !cfg!(feature = "registry") && args.is_empty() && !strip::mentions_within(item.clone(), depth) {
        return item;
    }
    expand(args.into(), item.into()).into_tokens().into()
}
