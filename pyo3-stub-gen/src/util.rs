//! Python values as Python source.

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};

/// Returns a value as Python source, for the default of a hand-written record: `...` if its `repr` is not a literal, or
/// if it cannot be converted to a Python object.
///
/// # Example
///
/// ```ignore
/// // Needs a Python interpreter.
/// assert_eq!(pyo3_stub_gen::util::fmt_py_obj(vec![1, 2]), "[1, 2]");
/// ```
#[must_use]
pub fn fmt_py_obj<T: for<'py> IntoPyObjectExt<'py>>(value: T) -> String {
    Python::attach(|py| {
        let object = value.into_bound_py_any(py).ok()?;
        source(&object)
    })
    .unwrap_or_else(|| "...".to_owned())
}

/// `value` as Python source, where its `repr` is a literal of exactly its type.
pub(crate) fn source(value: &Bound<'_, PyAny>) -> Option<String> {
    let all = |items: Vec<Bound<'_, PyAny>>| items.iter().map(source).collect::<Option<Vec<_>>>();
    if value.is_none() {
        Some("None".to_owned())
    } else if value.is_exact_instance_of::<PyFloat>() {
        // `inf` and `nan` are not literals.
        let number: f64 = value.extract().ok()?;
        if number.is_finite() { repr(value) } else { None }
    } else if value.is_exact_instance_of::<PyBool>()
        || value.is_exact_instance_of::<PyInt>()
        || value.is_exact_instance_of::<PyString>()
        || value.is_exact_instance_of::<PyBytes>()
    {
        repr(value)
    } else if let Ok(list) = value.cast_exact::<PyList>() {
        Some(format!("[{}]", all(list.iter().collect())?.join(", ")))
    } else if let Ok(tuple) = value.cast_exact::<PyTuple>() {
        let items = all(tuple.iter().collect())?;
        Some(if let [only] = items.as_slice() {
            format!("({only},)")
        } else {
            format!("({})", items.join(", "))
        })
    } else if let Ok(dict) = value.cast_exact::<PyDict>() {
        let entries: Option<Vec<_>> =
            dict.iter().map(|(key, value)| Some(format!("{}: {}", source(&key)?, source(&value)?))).collect();
        Some(format!("{{{}}}", entries?.join(", ")))
    } else {
        None
    }
}

fn repr(value: &Bound<'_, PyAny>) -> Option<String> {
    value.repr().ok()?.extract().ok()
}
