//! `mixed.main_mod.mod_a`: where parcels wait.

use crate::Parcel;
use crate::int::Range;
use crate::mod_b::Route;
use pyo3::prelude::*;
use pyo3_stub_gen::derive::{gen_stub_pyclass, gen_stub_pyfunction, gen_stub_pymethods};
use std::collections::HashMap;

/// A place where parcels wait, to be subclassed.
#[gen_stub_pyclass]
#[pyclass(module = "mixed.main_mod.mod_a", subclass)]
#[derive(Debug, Default)]
pub struct Depot {
    parcels: Vec<Parcel>,
}

#[gen_stub_pymethods]
#[pymethods]
impl Depot {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Takes parcels in, and says how many there are now.
    #[pyo3(signature = (*parcels))]
    fn take(&mut self, parcels: Vec<Parcel>) -> usize {
        self.parcels.extend(parcels);
        self.parcels.len()
    }

    /// The parcels whose weight is in `range`.
    fn within(&self, range: &Range) -> Vec<Parcel> {
        let fits = |parcel: &&Parcel| {
            i64::try_from(parcel.weight).is_ok_and(|weight| (range.low..range.high).contains(&weight))
        };
        self.parcels.iter().filter(fits).cloned().collect()
    }

    /// Sends everything along `route`.
    fn send(&mut self, route: &Route) -> Vec<Parcel> {
        self.parcels.drain(..).map(|parcel| parcel.sent_to(&route.last())).collect()
    }
}

/// How many parcels go to each address.
#[gen_stub_pyfunction(module = "mixed.main_mod.mod_a")]
#[pyfunction]
fn by_address(parcels: Vec<Parcel>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for parcel in parcels {
        *counts.entry(parcel.address).or_default() += 1;
    }
    counts
}

pub fn register(parent: &Bound<'_, PyModule>) -> PyResult<()> {
    let m = PyModule::new(parent.py(), "mod_a")?;
    m.add_class::<Depot>()?;
    m.add_function(wrap_pyfunction!(by_address, &m)?)?;
    parent.add_submodule(&m)
}
