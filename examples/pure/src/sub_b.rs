//! `pure.sub_b`: counts things, and uses what `pure.sub_a` has.

use crate::enums::Color;
use crate::sub_a::Splitter;
use pyo3::prelude::*;
use pyo3_stub_gen::derive::{gen_stub_pyclass, gen_stub_pyfunction, gen_stub_pymethods};

/// Counts.
#[gen_stub_pyclass]
#[pyclass(module = "pure.sub_b", eq, ord, from_py_object)]
#[derive(Debug, Clone, Default, PartialEq, PartialOrd)]
pub struct Counter {
    /// How many there were.
    #[pyo3(get)]
    pub count: usize,
}

#[gen_stub_pymethods]
#[pymethods]
impl Counter {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Counts `by` more.
    #[pyo3(signature = (by = 1))]
    fn up(&mut self, by: usize) {
        self.count += by;
    }
}

/// How many tokens `splitter` makes of `text`.
#[gen_stub_pyfunction(module = "pure.sub_b")]
#[pyfunction]
fn count_tokens(splitter: &Bound<'_, Splitter>, text: &str) -> PyResult<Counter> {
    let tokens = splitter.call_method1("split", (text,))?;
    Ok(Counter { count: tokens.len()? })
}

/// The colour of a number of things.
#[gen_stub_pyfunction(module = "pure.sub_b")]
#[pyfunction]
#[pyo3(signature = (count, otherwise = Color::Blue))]
fn color_of(count: usize, otherwise: Color) -> Color {
    match count {
        0 => Color::Red,
        1 => Color::Green,
        _ => otherwise,
    }
}

pub fn register(parent: &Bound<'_, PyModule>) -> PyResult<()> {
    let m = PyModule::new(parent.py(), "sub_b")?;
    m.add_class::<Counter>()?;
    m.add_function(wrap_pyfunction!(count_tokens, &m)?)?;
    m.add_function(wrap_pyfunction!(color_of, &m)?)?;
    parent.add_submodule(&m)
}
