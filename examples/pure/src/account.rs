//! A class with every kind of method.

use crate::errors::PureError;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::PyType;
use pyo3_stub_gen::derive::{gen_stub_pyclass, gen_stub_pymethods};

/// Money in and out.
#[gen_stub_pyclass]
#[pyclass]
pub struct Account {
    /// Who it belongs to.
    #[pyo3(get)]
    owner: String,
    /// A remark.
    #[pyo3(get, set, name = "note")]
    remark: Option<String>,
    entries: Vec<i64>,
}

#[gen_stub_pymethods]
#[pymethods]
impl Account {
    /// What every account is counted in.
    #[classattr]
    const CURRENCY: &'static str = "EUR";

    /// The most that one entry may be.
    #[classattr]
    fn limit() -> i64 {
        1_000_000
    }

    #[new]
    #[pyo3(signature = (owner, *, opening = 0))]
    fn new(owner: String, opening: i64) -> Self {
        Self { owner, remark: None, entries: vec![opening] }
    }

    /// An account without an owner.
    #[classmethod]
    fn anonymous(_cls: &Bound<'_, PyType>) -> Self {
        Self::new("unknown".to_owned(), 0)
    }

    /// Whether `amount` may be an entry.
    #[staticmethod]
    fn is_allowed(amount: i64) -> bool {
        amount.abs() <= Self::limit()
    }

    /// Adds an entry, and gives the account back.
    fn enter(mut slf: PyRefMut<'_, Self>, amount: i64) -> PyResult<PyRefMut<'_, Self>> {
        if !Self::is_allowed(amount) {
            return Err(PureError::new_err("too much"));
        }
        slf.entries.push(amount);
        Ok(slf)
    }

    /// The sum of all entries. Setting it adds one entry.
    #[getter]
    fn balance(&self) -> i64 {
        self.entries.iter().sum()
    }

    #[setter]
    fn set_balance(&mut self, target: i64) {
        self.entries.push(target - self.balance());
    }

    /// The last entry. Deleting it takes it back.
    #[getter]
    fn last(&self) -> Option<i64> {
        self.entries.last().copied()
    }

    #[deleter]
    fn delete_last(&mut self) {
        self.entries.pop();
    }

    fn __len__(&self) -> usize {
        self.entries.len()
    }

    fn __bool__(&self) -> bool {
        !self.entries.is_empty()
    }

    fn __getitem__(&self, index: usize) -> PyResult<i64> {
        self.entries.get(index).copied().ok_or_else(|| PyIndexError::new_err(index))
    }

    fn __contains__(&self, amount: i64) -> bool {
        self.entries.contains(&amount)
    }

    fn __iter__(slf: PyRef<'_, Self>) -> Entries {
        Entries { rest: slf.entries.clone().into_iter() }
    }

    fn __call__(&self, rate: f64) -> f64 {
        self.balance() as f64 * rate
    }
}

/// The entries of an account, one by one. Python cannot make one.
#[gen_stub_pyclass]
#[pyclass]
pub struct Entries {
    rest: std::vec::IntoIter<i64>,
}

#[gen_stub_pymethods]
#[pymethods]
impl Entries {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&mut self) -> Option<i64> {
        self.rest.next()
    }
}
