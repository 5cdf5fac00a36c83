//! The building blocks of the list of types.

pub use numpy::{
    AllowTypeChange, PyArray1, PyArray2, PyArrayDescr, PyArrayLike1, PyArrayLike2, PyReadonlyArray1,
    PyReadonlyArray2, PyReadonlyArray3, PyReadonlyArrayDyn, PyReadwriteArray1, PyUntypedArray,
};
pub use pyo3::PyClassInitializer;
pub use pyo3::buffer::PyBuffer;
pub use pyo3::exceptions::{PyException, PyValueError};
pub use pyo3::prelude::*;
pub use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
pub use pyo3::types::{
    PyBool, PyByteArray, PyBytes, PyCFunction, PyComplex, PyDate, PyDateTime, PyDelta, PyDict, PyDictKeys,
    PyEllipsis, PyFloat, PyFrozenSet, PyFunction, PyInt, PyIterator, PyList, PyMapping, PyMappingProxy,
    PyMemoryView, PyNone, PyRange, PySequence, PySet, PySlice, PyString, PyTime, PyTuple, PyType, PyTzInfo,
};
#[cfg(feature = "stub")]
pub use pyo3_stub_gen::derive::{
    gen_stub_pyclass, gen_stub_pyclass_enum, gen_stub_pyfunction, gen_stub_pymethods,
};
pub use std::borrow::Cow;
pub use std::cell::Cell;
pub use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
pub use std::ffi::{CString, OsString};
pub use std::net::IpAddr;
pub use std::num::{NonZeroI32, NonZeroU8, NonZeroU64};
pub use std::path::{Path, PathBuf};
pub use std::time::{Duration, SystemTime};
