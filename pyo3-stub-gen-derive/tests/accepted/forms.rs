#![deny(warnings)]
//! Receivers, signatures, snippets and types in every spelling.

use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};
use pyo3_stub_gen::derive::*;
use pyo3_stub_gen::inventory::submit;
use std::collections::HashMap;

struct NoStubType;

impl<'py> FromPyObject<'_, 'py> for NoStubType {
    type Error = PyErr;

    fn extract(_: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self)
    }
}

#[gen_stub_pyfunction]
#[pyfunction]
#[pyo3(signature = (a, /, b = "b", *args, c: "int" = 1, d = NoStubType, e = None, **kwargs))]
#[allow(clippy::too_many_arguments)]
fn arguments<'py>(
    py: pyo3::Python<'py>,
    a: &Bound<'py, PyAny>,
    b: &str,
    args: &Bound<'py, PyTuple>,
    c: u8,
    d: NoStubType,
    e: Option<HashMap<String, Vec<NoStubType>>>,
    kwargs: Option<&Bound<'py, PyDict>>,
) -> Option<Bound<'py, PyAny>> {
    let _ = (py, b, args, c, d, e, kwargs);
    Some(a.clone())
}

#[gen_stub_pyfunction(
    python_overload = r#"
        @overload
        def overloaded(x: pyo3_stub_gen.RustType["Vec<NoStubType>"]) -> int: ...
    "#,
    no_default_overload = true
)]
#[pyfunction]
fn overloaded(x: i32) -> i32 {
    x
}

#[gen_stub_pyclass]
#[pyclass(subclass, extends = PyException)]
struct Base {
    #[pyo3(get, set)]
    #[gen_stub(default = i32::MAX)]
    value: i32,
}

impl Base {
    const START: i32 = 3;
}

#[gen_stub_pymethods]
#[pymethods]
impl Base {
    #[new]
    #[classmethod]
    #[pyo3(signature = (value = Self::START))]
    fn new(_cls: &Bound<'_, PyType>, value: i32) -> Self {
        Self { value }
    }

    fn by_ref<'py>(slf: PyRef<'py, Self>) -> PyRef<'py, Self> {
        slf
    }

    fn by_bound(slf: &Bound<'_, Self>) -> Py<Self> {
        slf.clone().unbind()
    }

    fn by_path(slf: ::pyo3::Py<Self>) -> ::std::option::Option<::pyo3::Py<Self>> {
        Some(slf)
    }

    #[gen_stub(python = "def written(self) -> int: ...", type_ignore)]
    fn written(&self) -> i32 {
        1
    }

    #[gen_stub(type_params = "T", self_type = "T")]
    fn itself(slf: Py<Self>) -> Py<Self> {
        slf
    }
}

#[gen_stub_pyclass]
#[pyclass]
enum Either {
    #[pyo3(constructor = (value = 1, *, name = None))]
    Named { value: i32, name: Option<String> },
    Pair(i32, #[gen_stub(override_type(type_repr = "int"))] u8),
    Nothing(),
}

submit! {
    gen_methods_from_python! {
        r#"
        class Base:
            def other(self, x: pyo3_stub_gen.RustType["Option<Base>"]) -> None: ...
        "#
    }
}

gen_type_alias_from_python!("m", "Number: TypeAlias = int | float");

#[gen_stub_pymodule]
#[pymodule]
mod m {
    use pyo3::prelude::*;

    #[pymodule_export]
    const ANSWER: u64 = 6 * 7;

    #[pyfunction]
    fn inner() {}

    // The compiler leaves out one of the two, and its registration with it.
    #[cfg(not(any()))]
    #[allow(dead_code)]
    #[pyfunction]
    fn conditional(value: i32) -> i32 {
        value
    }

    #[cfg(any())]
    #[pyfunction]
    fn conditional(value: Missing) -> Missing {
        value
    }

    #[pyo3_stub_gen::derive::gen_stub_pyfunction(python = "def whole() -> int: ...")]
    #[pyfunction]
    fn whole() {}

    #[pymodule]
    mod sub {
        use pyo3::prelude::*;

        #[pyclass]
        struct Inner {
            #[pyo3(get)]
            #[gen_stub(skip)]
            hidden: i32,
        }

        #[pymethods]
        impl Inner {
            #[new]
            fn new() -> Self {
                Self { hidden: 1 }
            }
        }
    }
}

fn main() {
    let _: u8 = "the only error";
}
