//! `mixed.main_mod.int`: a submodule with the name of a builtin. In its parent, `int` is this module.

use pyo3::prelude::*;
use pyo3_stub_gen::derive::{gen_stub_pyclass, gen_stub_pyfunction, gen_stub_pymethods};

/// Whole numbers from `low` up to, but not including, `high`.
#[gen_stub_pyclass]
#[pyclass(module = "mixed.main_mod.int", get_all, from_py_object)]
#[derive(Debug, Clone)]
pub struct Range {
    /// The first.
    pub low: i64,
    /// The first that is too high.
    pub high: i64,
}

#[gen_stub_pymethods]
#[pymethods]
impl Range {
    #[new]
    fn new(low: i64, high: i64) -> Self {
        Self { low, high }
    }

    /// How many numbers there are.
    fn __len__(&self) -> usize {
        usize::try_from(self.high - self.low).unwrap_or(0)
    }

    fn __contains__(&self, number: i64) -> bool {
        (self.low..self.high).contains(&number)
    }
}

/// Reads a number.
#[gen_stub_pyfunction(module = "mixed.main_mod.int")]
#[pyfunction]
#[pyo3(signature = (text, base = 10))]
fn read(text: &str, base: u32) -> PyResult<i64> {
    Ok(i64::from_str_radix(text, base)?)
}

pub fn register(parent: &Bound<'_, PyModule>) -> PyResult<()> {
    let m = PyModule::new(parent.py(), "int")?;
    m.add_class::<Range>()?;
    m.add_function(wrap_pyfunction!(read, &m)?)?;
    parent.add_submodule(&m)
}
