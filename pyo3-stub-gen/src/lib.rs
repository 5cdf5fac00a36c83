//! Type stubs for Python extension modules written in Rust with [PyO3](https://pyo3.rs).
//!
//! Annotate the items that Python uses, and run `cargo stubgen` to generate exactly one `.pyi` file beside the shared
//! library. Items without annotations are in the stub too. Annotations state what neither Python nor PyO3 knows.
//!
//! # Example
//!
//! A test builds this extension, imports it, and compares its stub with Python and with five type checkers:
//!
//! ```ignore
//! use pyo3::exceptions::PyValueError;
//! use pyo3::prelude::*;
//! use pyo3_stub_gen::derive::{gen_stub_pyclass, gen_stub_pyfunction, gen_stub_pymethods};
//! use pyo3_stub_gen::{create_exception, impl_stub_type, module_doc, module_variable};
//!
//! module_doc!("shapes.units", "Lengths, as version {} measures them.", 1);
//! module_variable!("shapes.units", "INCH", f64, 2.54);
//! create_exception!(shapes, NoSuchShape, PyValueError, "The shape does not exist.");
//!
//! /// A colour. Python sees a class with an attribute for each variant.
//! #[gen_stub_pyclass]
//! #[pyclass(eq, eq_int, from_py_object)]
//! #[derive(Clone, Copy, PartialEq)]
//! enum Color {
//!     Red,
//!     Green,
//! }
//!
//! /// A square.
//! #[gen_stub_pyclass]
//! #[pyclass]
//! struct Square {
//!     /// The length of a side.
//!     #[pyo3(get, set)]
//!     side: f64,
//!     #[pyo3(get)]
//!     color: Color,
//! }
//!
//! #[gen_stub_pymethods]
//! #[pymethods]
//! impl Square {
//!     #[new]
//!     #[pyo3(signature = (side = 1.0, *, color = Color::Red))]
//!     fn new(side: f64, color: Color) -> Self {
//!         Self { side, color }
//!     }
//!
//!     /// How many sides a square has. The stub shows the value.
//!     #[classattr]
//!     #[gen_stub(default = 4)]
//!     fn sides() -> u32 {
//!         4
//!     }
//!
//!     /// The squares of one colour. Rust does not state that the argument is a list of squares.
//!     #[staticmethod]
//!     fn of_color<'py>(
//!         #[gen_stub(override_type(type_repr = "list[Square]"))] squares: Bound<'py, PyAny>,
//!         color: Color,
//!     ) -> PyResult<Vec<Bound<'py, Square>>> {
//!         let squares: Vec<Bound<'py, Square>> = squares.extract()?;
//!         Ok(squares.into_iter().filter(|square| square.borrow().color == color).collect())
//!     }
//! }
//!
//! /// A length, or a text with a unit.
//! #[derive(FromPyObject)]
//! enum Length {
//!     Number(f64),
//!     Text(String),
//! }
//!
//! impl_stub_type!(Length = f64 | String);
//!
//! /// Returns a length in centimetres.
//! // A name that begins with a dot is relative to the extension: `shapes.units`.
//! #[gen_stub_pyfunction(module = ".units")]
//! #[pyfunction]
//! fn centimetres(length: Length) -> PyResult<f64> {
//!     match length {
//!         Length::Number(length) => Ok(length),
//!         Length::Text(text) => match text.strip_suffix("in").map(str::parse::<f64>) {
//!             Some(Ok(inches)) => Ok(2.54 * inches),
//!             _ => Err(NoSuchShape::new_err(text)),
//!         },
//!     }
//! }
//!
//! #[pymodule]
//! fn shapes(m: &Bound<'_, PyModule>) -> PyResult<()> {
//!     m.add_class::<Color>()?;
//!     m.add_class::<Square>()?;
//!     m.add("NoSuchShape", m.py().get_type::<NoSuchShape>())?;
//!     let units = PyModule::new(m.py(), "units")?;
//!     units.setattr("__doc__", "Lengths, as version 1 measures them.")?;
//!     units.add("INCH", 2.54)?;
//!     units.add_function(wrap_pyfunction!(centimetres, &units)?)?;
//!     m.add_submodule(&units)
//! }
//! ```
//!
//! # What to use
//!
//! | for | use |
//! |---|---|
//! | a function, a class, its methods | [`gen_stub_pyfunction`](derive::gen_stub_pyfunction), [`gen_stub_pyclass`](derive::gen_stub_pyclass), [`gen_stub_pymethods`](derive::gen_stub_pymethods) |
//! | everything in an inline module | [`gen_stub_pymodule`](derive::gen_stub_pymodule) |
//! | a constant or the docstring of a module | [`module_variable!`], [`module_doc!`] |
//! | an exception | [`create_exception!`] |
//! | the Python type of a Rust type | [`PyStubType`](trait@PyStubType), by hand, by derive or by [`impl_stub_type!`] |
//! | a type alias | [`type_alias!`] |
//! | a signature in Python source | [`gen_function_from_python!`](derive::gen_function_from_python), [`gen_methods_from_python!`](derive::gen_methods_from_python) |
//! | names that another module re-exports | [`reexport_module_members!`] |
//!
//! `docs/reference.md` in the repository has all of them on one page, with the options of `#[gen_stub(…)]`.

mod compat;
pub mod facts;
pyo3_stub_gen_derive::__grammar!();
mod macros;
mod mapping;
mod registration;
mod spelling;
#[doc(hidden)]
pub mod text;
mod types;

#[cfg(any(feature = "pyo3", test))]
pub mod runtime;

#[cfg(feature = "pyo3")]
pub mod util;

#[cfg(feature = "generate")]
pub mod generate;
#[cfg(feature = "generate")]
mod parallel;

#[cfg(all(feature = "registry", feature = "generate"))]
mod interpreter;

#[cfg(all(feature = "registry", feature = "generate"))]
mod stub_info;

#[cfg(feature = "registry")]
pub use inventory;

/// With the `registry` feature off, submitting a record does nothing.
#[cfg(not(feature = "registry"))]
pub mod inventory {
    #[doc(inline)]
    pub use crate::__discard as submit;
}

#[cfg(feature = "generate")]
pub use compat::stub_gen_config::StubGenConfig;
pub use compat::type_fields::{ImportKind, TypeFields, TypeIdentifierRef};
pub use compat::type_info;
#[cfg(not(feature = "generate"))]
pub use compat::without_generator::UnavailableConfig as StubGenConfig;
#[cfg(not(all(feature = "registry", feature = "generate")))]
pub use compat::without_generator::{StubError as Error, StubResult as Result, UnavailableStub as StubInfo};
/// The table of third-party crates, for the test that writes `docs/types.md`.
#[doc(hidden)]
pub use mapping::crates::THIRD_PARTY as __THIRD_PARTY;
pub use pyo3_stub_gen_derive as derive;
/// Implements the trait of this name.
pub use pyo3_stub_gen_derive::PyStubType;
#[doc(hidden)]
pub use registration::private as __private;
#[cfg(all(feature = "registry", feature = "generate"))]
pub use stub_info::{Error, Result, StubInfo};
pub use types::{ImportRef, ModuleRef, PyStubType, TypeInfo};
