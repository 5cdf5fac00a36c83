//! `mixed.main_mod.mod_b`: the way from depot to depot.

use crate::mod_a::Depot;
use pyo3::prelude::*;
use pyo3_stub_gen::derive::{gen_stub_pyclass, gen_stub_pyfunction, gen_stub_pymethods};

/// The addresses on the way.
#[gen_stub_pyclass]
#[pyclass(module = "mixed.main_mod.mod_b")]
#[derive(Debug)]
pub struct Route {
    stops: Vec<String>,
}

impl Route {
    pub fn last(&self) -> String {
        self.stops.last().cloned().unwrap_or_default()
    }
}

#[gen_stub_pymethods]
#[pymethods]
impl Route {
    #[new]
    fn new(stops: Vec<String>) -> Self {
        Self { stops }
    }

    /// The addresses, in order.
    #[getter]
    fn stops(&self) -> Vec<String> {
        self.stops.clone()
    }

    /// The stop at `index`, counted from the end when negative.
    #[pyo3(signature = (index = -1))]
    fn stop(&self, index: isize) -> Option<&str> {
        let index =
            if index < 0 { self.stops.len().checked_add_signed(index)? } else { index.unsigned_abs() };
        self.stops.get(index).map(String::as_str)
    }
}

/// An empty depot.
#[gen_stub_pyfunction(module = "mixed.main_mod.mod_b")]
#[pyfunction]
fn depot() -> Depot {
    Depot::default()
}

/// How long the way is. It takes no time to know.
#[gen_stub_pyfunction(module = "mixed.main_mod.mod_b")]
#[pyfunction]
async fn measure(route: Py<Route>) -> usize {
    Python::attach(|py| route.borrow(py).stops.len())
}

pub fn register(parent: &Bound<'_, PyModule>) -> PyResult<()> {
    let m = PyModule::new(parent.py(), "mod_b")?;
    m.add_class::<Route>()?;
    m.add_function(wrap_pyfunction!(depot, &m)?)?;
    m.add_function(wrap_pyfunction!(measure, &m)?)?;
    parent.add_submodule(&m)
}
