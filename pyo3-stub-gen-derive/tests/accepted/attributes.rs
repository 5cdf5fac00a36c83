#![deny(warnings, missing_docs, rust_2018_idioms, clippy::all)]
#![forbid(unsafe_code)]
//! Attributes and lints in every place where PyO3 takes them.

use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[gen_stub_pyfunction]
#[cfg_attr(all(), pyfunction)]
#[cfg_attr(any(), gen_stub(skip))]
fn conditional(x: i32) -> i32 {
    x
}

#[cfg_attr(all(), gen_stub_pyfunction)]
#[pyfunction]
#[gen_stub(skip)]
fn skipped(x: i32) -> i32 {
    x
}

#[cfg_attr(all(), gen_stub_pyclass)]
#[cfg_attr(any(), pyclass(name = "A"))]
#[cfg_attr(not(any()), pyclass(name = "B"))]
#[gen_stub(module = "m.sub")]
struct Conditional {
    #[pyo3(get)]
    #[cfg_attr(any(), gen_stub(skip))]
    x: i32,
    #[cfg(any())]
    gone: Missing,
}

#[gen_stub_pymethods]
#[pymethods]
impl Conditional {
    #[cfg(any())]
    fn gone(&self) -> Missing {}

    #[cfg_attr(any(), gen_stub(skip))]
    fn there(&self) -> i32 {
        self.x
    }
}

mod old {
    //! PyO3's own expansion names a deprecated class.
    #![allow(deprecated)]

    use pyo3::prelude::*;
    use pyo3_stub_gen::derive::*;

    #[gen_stub_pyclass]
    #[pyclass]
    #[deprecated]
    pub struct Old {}

    #[deprecated]
    pub type Count = usize;
}

#[gen_stub_pyfunction]
#[pyfunction]
#[allow(deprecated)]
fn takes_old(old: PyRef<'_, old::Old>) -> usize {
    let _ = old;
    0
}

macro_rules! class {
    ($name:ident, $python:expr, $module:literal, $field:ident: $type:ty, $doc:expr) => {
        #[doc = $doc]
        #[gen_stub_pyclass]
        #[pyclass(name = $python, module = $module, get_all)]
        struct $name {
            $field: $type,
            optional: Option<$type>,
        }

        #[gen_stub_pymethods]
        #[pymethods]
        impl $name {
            #[new]
            #[pyo3(signature = ($field = 1, optional = None))]
            fn new($field: $type, optional: Option<$type>) -> Self {
                Self { $field, optional }
            }
        }
    };
}

class!(Made, "PyMade", "m.made", value: i32, concat!("Made", " here"));

mod shadowed {
    //! Names that an expansion uses mean something else here.
    #![allow(dead_code, non_camel_case_types, unused_macros)]

    use pyo3::pyfunction;
    use pyo3_stub_gen::derive::gen_stub_pyfunction;

    enum Option {
        Some,
    }
    struct String;
    mod core {}
    mod std {}
    macro_rules! line {
        () => {
            compile_error!("not this one")
        };
    }
    macro_rules! concat {
        () => {};
    }

    #[gen_stub_pyfunction]
    #[pyfunction]
    fn plain(x: i32) -> i32 {
        x
    }
}

fn main() {
    let _: u8 = "the only error";
}
