//! Type objects by their Python names, for Rust types that state only their Python type.

use crate::facts::{NameExpr, TypeExpr};
use pyo3::prelude::*;
use pyo3::types::PyType;

/// The class that `expr` names, without its type arguments, or the union of such classes. What names
/// no class, or one that Python does not find, is `object`.
pub(super) fn object_of<'py>(expr: &TypeExpr, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
    match expr {
        TypeExpr::None => Ok(py.None().into_bound(py).get_type().into_any()),
        TypeExpr::Name(name) => match class(name, py) {
            Ok(class) => Ok(class.into_any()),
            Err(_) => Ok(object(py)),
        },
        TypeExpr::Subscript(subscript) => object_of(&subscript.base, py),
        TypeExpr::Union(members) => {
            let members = members.iter().map(|member| object_of(member, py));
            super::union_type(py, &members.collect::<PyResult<Vec<_>>>()?)
        }
        _ => Ok(object(py)),
    }
}

fn class<'py>(name: &NameExpr, py: Python<'py>) -> PyResult<Bound<'py, PyType>> {
    let module = py.import(name.module.as_str())?.into_any();
    let class = name.name.split('.').try_fold(module, |place, part| place.getattr(part))?;
    Ok(class.cast_into::<PyType>()?)
}

/// `object`.
pub(super) fn object(py: Python<'_>) -> Bound<'_, PyAny> {
    py.get_type::<PyAny>().into_any()
}
