#![deny(warnings)]
//! What `skip` leaves out may have types that no stub can name, in every place that takes `skip`.

use pyo3::prelude::*;
use pyo3_stub_gen::derive::*;

#[derive(Clone)]
struct Opaque;

impl<'py> IntoPyObject<'py> for Opaque {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        Ok(py.None().into_bound(py))
    }
}

#[gen_stub_pyfunction(module = "m.sub", skip)]
#[pyfunction]
fn by_argument() -> Opaque {
    Opaque
}

#[gen_stub_pyclass(skip_stub_type)]
#[pyclass]
#[gen_stub(skip)]
#[allow(dead_code)]
struct Gone {
    #[pyo3(get)]
    field: Opaque,
}

#[gen_stub_pymethods]
#[pymethods]
impl Gone {
    fn method(&self) {}
}

#[gen_stub_pyclass]
#[pyclass]
struct Partly {
    #[pyo3(get)]
    #[gen_stub(skip)]
    field: Opaque,
    #[pyo3(get, set)]
    #[cfg_attr(all(), gen_stub(skip))]
    conditional: i32,
}

#[gen_stub_pymethods]
#[pymethods]
impl Partly {
    #[gen_stub(skip)]
    fn method(&self) -> Opaque {
        Opaque
    }

    #[getter]
    #[gen_stub(skip)]
    fn property(&self) -> Opaque {
        Opaque
    }
}

#[gen_stub_pyclass]
#[pyclass]
struct Bare;

#[gen_stub_pymethods]
#[pymethods]
#[gen_stub(skip)]
impl Bare {
    #[classattr]
    const SIZE: i32 = 1;

    #[cfg(any())]
    fn gone(&self) -> Missing {}

    fn method(&self) -> Opaque {
        Opaque
    }
}

#[gen_stub_pyclass_enum]
#[pyclass]
enum Simple {
    A,
    #[gen_stub(skip)]
    B,
    #[cfg_attr(any(), gen_stub(skip))]
    C,
}

#[gen_stub_pyclass_complex_enum]
#[pyclass]
enum Complex {
    A {},
    #[gen_stub(skip)]
    B { x: i32 },
}

#[gen_stub_pymodule]
#[pymodule]
mod m {
    #[pymodule_export]
    #[gen_stub(skip)]
    const ANSWER: u64 = 6 * 7;
}

fn main() {
    let _: u8 = "the only error";
}
