//! Functions: every kind of parameter, and the types of std.

use crate::enums::Color;
use crate::errors::PureError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use pyo3_stub_gen::derive::gen_stub_pyfunction;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

/// Greets a person.
///
/// The greeting may be chosen.
#[gen_stub_pyfunction]
#[pyfunction]
#[pyo3(signature = (name, greeting = "Hello"))]
fn greet(name: &str, greeting: &str) -> String {
    format!("{greeting}, {name}!")
}

/// Keeps `value` between `low` and `high`.
#[gen_stub_pyfunction]
#[pyfunction]
#[pyo3(signature = (value, /, low = 0, *, high = 100))]
fn clamp(value: i64, low: i64, high: i64) -> PyResult<i64> {
    if low > high {
        return Err(PureError::new_err("low is above high"));
    }
    Ok(value.clamp(low, high))
}

/// The next number, counting down unless told otherwise.
#[gen_stub_pyfunction]
#[pyfunction]
#[pyo3(signature = (number, by = -1))]
fn next_number(number: i64, by: i64) -> i64 {
    number + by
}

/// The sum of all arguments.
#[gen_stub_pyfunction]
#[pyfunction]
#[pyo3(signature = (*values))]
fn total(values: &Bound<'_, PyTuple>) -> PyResult<f64> {
    values.iter().map(|value| value.extract::<f64>()).sum()
}

/// The keyword arguments, sorted by name.
#[gen_stub_pyfunction]
#[pyfunction]
#[pyo3(signature = (title, **fields))]
fn describe(title: &str, fields: Option<&Bound<'_, PyDict>>) -> PyResult<Vec<String>> {
    let mut lines = vec![title.to_owned()];
    if let Some(fields) = fields {
        let sorted: BTreeMap<String, Bound<'_, PyAny>> = fields.extract()?;
        lines.extend(sorted.iter().map(|(name, value)| format!("{name}={value}")));
    }
    Ok(lines)
}

/// The first word, if there is one.
#[gen_stub_pyfunction]
#[pyfunction]
#[pyo3(signature = (text, fallback = None))]
fn first_word(text: &str, fallback: Option<&str>) -> Option<String> {
    text.split_whitespace().next().or(fallback).map(str::to_owned)
}

/// How often each word occurs.
#[gen_stub_pyfunction]
#[pyfunction]
fn count_words(words: Vec<String>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

/// What both sets hold.
#[gen_stub_pyfunction]
#[pyfunction]
fn common(left: HashSet<String>, right: HashSet<String>) -> HashSet<String> {
    left.intersection(&right).cloned().collect()
}

/// `base / name`.
#[gen_stub_pyfunction]
#[pyfunction]
#[pyo3(name = "join_path", signature = (base, name = String::from("data.txt")))]
fn join(base: PathBuf, name: String) -> PathBuf {
    base.join(name)
}

/// The bytes in reverse, and how many there are.
#[gen_stub_pyfunction]
#[pyfunction]
fn reverse(data: &[u8]) -> (Vec<u8>, usize) {
    (data.iter().rev().copied().collect(), data.len())
}

/// Red for danger, unless another colour is chosen.
#[gen_stub_pyfunction]
#[pyfunction]
#[pyo3(signature = (color = Color::Red))]
fn warn(color: Color) -> Color {
    color
}

/// Calls `f` with `value`.
#[gen_stub_pyfunction]
#[pyfunction]
fn apply<'py>(f: &Bound<'py, PyAny>, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    f.call1((value,))
}

pub fn register(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(greet, m)?)?;
    m.add_function(wrap_pyfunction!(clamp, m)?)?;
    m.add_function(wrap_pyfunction!(next_number, m)?)?;
    m.add_function(wrap_pyfunction!(total, m)?)?;
    m.add_function(wrap_pyfunction!(describe, m)?)?;
    m.add_function(wrap_pyfunction!(first_word, m)?)?;
    m.add_function(wrap_pyfunction!(count_words, m)?)?;
    m.add_function(wrap_pyfunction!(common, m)?)?;
    m.add_function(wrap_pyfunction!(join, m)?)?;
    m.add_function(wrap_pyfunction!(reverse, m)?)?;
    m.add_function(wrap_pyfunction!(warn, m)?)?;
    m.add_function(wrap_pyfunction!(apply, m)?)
}
