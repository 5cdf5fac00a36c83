//! Parcels, in mixed layout: the extension is one module of a Python package.

mod int;
mod mod_a;
mod mod_b;

use pyo3::prelude::*;
use pyo3_stub_gen::derive::{gen_stub_pyclass, gen_stub_pyfunction, gen_stub_pymethods};
use pyo3_stub_gen::{module_doc, module_variable};

module_doc!("mixed.main_mod", "Parcels and where they go.");
module_variable!("mixed.main_mod", "MAX_WEIGHT", usize);

/// A thing to send.
#[gen_stub_pyclass]
#[pyclass(module = "mixed.main_mod", eq, frozen, hash, get_all, from_py_object)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Parcel {
    /// In grams.
    weight: usize,
    /// Where it goes.
    address: String,
}

#[gen_stub_pymethods]
#[pymethods]
impl Parcel {
    #[new]
    #[pyo3(signature = (weight, address = "here".to_owned()))]
    fn new(weight: usize, address: String) -> Self {
        Self { weight, address }
    }

    /// The parcel with another address.
    fn sent_to(&self, address: &str) -> Self {
        Self { weight: self.weight, address: address.to_owned() }
    }

    /// The weights of both.
    fn __or__(&self, other: &Self) -> (usize, usize) {
        (self.weight, other.weight)
    }
}

/// The weight of a parcel.
#[gen_stub_pyfunction(module = "mixed.main_mod")]
#[pyfunction]
fn weigh(parcel: &Parcel) -> usize {
    parcel.weight
}

/// The ranges that parcels are sorted into.
#[gen_stub_pyfunction(module = "mixed.main_mod")]
#[pyfunction]
fn ranges(limits: Vec<i64>) -> Vec<int::Range> {
    limits.windows(2).map(|pair| int::Range { low: pair[0], high: pair[1] }).collect()
}

#[pymodule]
fn main_mod(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.setattr("__doc__", "Parcels and where they go.")?;
    m.add("MAX_WEIGHT", 30_000)?;
    m.add_class::<Parcel>()?;
    m.add_function(wrap_pyfunction!(weigh, m)?)?;
    m.add_function(wrap_pyfunction!(ranges, m)?)?;
    int::register(m)?;
    mod_a::register(m)?;
    mod_b::register(m)
}
