use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::*;
use std::collections::{BTreeSet, HashMap, HashSet};

create_exception!(forms, FormsError, PyException);

#[pyfunction]
async fn wait(x: i64) -> PyResult<i64> {
    Ok(x)
}

#[pyfunction]
#[pyo3(signature = (a: "int", *args: "str", b: "list[int] | None" = None, **kwargs: "float") -> "dict[str, Thing]")]
fn annotated<'py>(
    a: Bound<'py, PyAny>,
    args: &Bound<'py, PyTuple>,
    b: Option<Bound<'py, PyAny>>,
    kwargs: Option<&Bound<'py, PyDict>>,
) -> Bound<'py, PyAny> {
    a
}

fn conv(x: &Bound<'_, PyAny>) -> PyResult<i64> {
    x.extract()
}
#[pyfunction]
fn with_conv(#[pyo3(from_py_with = conv)] x: i64) -> i64 {
    x
}

#[derive(FromPyObject, IntoPyObject)]
struct Pt {
    x: i64,
    y: f64,
}
#[derive(FromPyObject, IntoPyObject)]
enum Either {
    A(i64),
    B(String),
    C(Vec<Pt>),
}
#[derive(FromPyObject, IntoPyObject)]
#[pyo3(transparent)]
struct Wrap(Vec<i64>);
#[derive(FromPyObject, IntoPyObject)]
struct Tup(i64, String);

#[pyfunction]
fn pt(p: Pt) -> Pt {
    p
}
#[pyfunction]
fn either(p: Either) -> Either {
    p
}
#[pyfunction]
fn wrap(p: Wrap) -> Wrap {
    p
}
#[pyfunction]
fn tup(p: Tup) -> Tup {
    p
}

#[pyfunction]
#[pyo3(signature = (a=1, b="x\n\"y", c=None, d=1.5, e=true, f='c', g=-1, h=u64::MAX, i=vec![1], k=0x10))]
#[allow(clippy::too_many_arguments)]
fn defaults(a: i64, b: &str, c: Option<i64>, d: f64, e: bool, f: char, g: i64, h: u64, i: Vec<i64>, k: u8) {}

/// Docs with "quotes" and \ back
/// and é newline.
#[pyfunction]
#[pyo3(name = "renamed")]
fn docs() {}

#[pyfunction]
fn exc(e: i64) -> FormsErrorRef {
    FormsErrorRef
}
pub struct FormsErrorRef;
impl<'py> IntoPyObject<'py> for FormsErrorRef {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(py.None().into_bound(py))
    }
}

#[pyfunction]
fn own_exc(e: Bound<'_, FormsError>) -> Py<FormsError> {
    e.unbind()
}

#[pyclass(subclass, module = "forms.inner", name = "Named", get_all, set_all)]
#[derive(Clone)]
struct Thing {
    a: i64,
    b: Option<String>,
    c: Vec<u8>,
}

#[pymethods]
impl Thing {
    #[new]
    #[pyo3(signature = (a, b=None))]
    fn new(a: i64, b: Option<String>) -> PyResult<Self> {
        Ok(Self { a, b, c: vec![] })
    }
    #[classattr]
    fn made(py: Python<'_>) -> PyResult<i64> {
        Ok(1)
    }
    #[classattr]
    const ONE: &'static str = "one";
    #[getter]
    fn prop(&self) -> i64 {
        1
    }
    #[setter]
    fn set_prop(&mut self, v: i64) {}
    #[getter(other)]
    fn get_it(slf: PyRef<'_, Self>) -> Py<Self> {
        slf.into()
    }
    async fn later(&self, n: usize) -> PyResult<String> {
        Ok(String::new())
    }
    #[classmethod]
    #[pyo3(signature = (x, /, *args, y=2, **kw))]
    fn make(
        cls: &Bound<'_, PyType>,
        x: i64,
        args: &Bound<'_, PyTuple>,
        y: i64,
        kw: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        Self::new(x, None)
    }
    #[staticmethod]
    fn stat() -> Self {
        Self { a: 1, b: None, c: vec![] }
    }
    fn same(slf: PyRefMut<'_, Self>) -> PyRefMut<'_, Self> {
        slf
    }
    fn opt(&self, o: Option<&Self>, p: Option<PyRef<'_, Self>>) -> Option<Self> {
        None
    }
    fn __iadd__(&mut self, other: &Self) {}
    fn __add__(&self, other: &Self) -> Self {
        self.clone()
    }
    fn __radd__(&self, other: i64) -> Self {
        self.clone()
    }
    fn __pow__(&self, other: i64, modulo: Option<i64>) -> i64 {
        1
    }
    fn __contains__(&self, x: i64) -> bool {
        true
    }
    fn __getitem__(&self, i: isize) -> PyResult<i64> {
        Ok(1)
    }
    fn __setitem__(&mut self, i: isize, v: i64) {}
    fn __delitem__(&mut self, i: isize) {}
    fn __len__(&self) -> usize {
        1
    }
    fn __richcmp__(&self, other: &Self, op: pyo3::basic::CompareOp) -> bool {
        true
    }
    fn __hash__(&self) -> u64 {
        1
    }
    fn __repr__(&self) -> String {
        String::new()
    }
    fn __str__(&self) -> &'static str {
        ""
    }
    fn __bool__(&self) -> bool {
        true
    }
    fn __call__(&self, x: i64) -> i64 {
        x
    }
    fn __enter__(slf: Py<Self>) -> Py<Self> {
        slf
    }
    fn __exit__(&self, a: &Bound<'_, PyAny>, b: &Bound<'_, PyAny>, c: &Bound<'_, PyAny>) -> bool {
        true
    }
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }
    fn __next__(&mut self) -> PyResult<Option<i64>> {
        Ok(None)
    }
    fn __getattr__(&self, n: &str) -> PyResult<i64> {
        Ok(1)
    }
    fn __reduce__(&self) -> (i64, String) {
        (1, String::new())
    }
    fn __traverse__(&self, visit: pyo3::PyVisit<'_>) -> Result<(), pyo3::PyTraverseError> {
        Ok(())
    }
    fn __clear__(&mut self) {}
}

#[pyclass(frozen, eq, ord, hash, str)]
#[derive(PartialEq, PartialOrd, Hash, Clone)]
struct Keyed {
    #[pyo3(get)]
    k: i64,
    #[pyo3(get, name = "renamed_field")]
    z: i64,
}
impl std::fmt::Display for Keyed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("")
    }
}
#[pymethods]
impl Keyed {
    #[new]
    fn new(k: i64, z: i64) -> Self {
        Self { k, z }
    }
}

#[pyclass(sequence)]
struct Seq;
#[pymethods]
impl Seq {
    fn __len__(&self) -> usize {
        1
    }
    fn __getitem__(&self, i: isize) -> PyResult<i64> {
        Ok(1)
    }
    fn __concat__(&self, other: &Self) -> Self {
        Seq
    }
    fn __repeat__(&self, n: isize) -> Self {
        Seq
    }
    fn __inplace_concat__(&mut self, other: &Self) {}
    fn __inplace_repeat__(&mut self, n: isize) {}
}

#[pyclass]
struct Agen;
#[pymethods]
impl Agen {
    fn __aiter__(slf: Py<Self>) -> Py<Self> {
        slf
    }
    fn __anext__(&self) -> Option<i64> {
        None
    }
    fn __await__(slf: Py<Self>) -> Py<Self> {
        slf
    }
}

#[pyclass(extends = PyDict)]
#[derive(Default)]
struct MyDict {}
#[pymethods]
impl MyDict {
    #[new]
    fn new() -> Self {
        Self {}
    }
}

mod one {
    use pyo3::prelude::*;
    #[pyclass]
    pub struct Same {
        #[pyo3(get)]
        pub a: i64,
    }
    #[pyfunction]
    pub fn same(x: i64) -> i64 {
        x
    }
}
mod two {
    use pyo3::prelude::*;
    #[pyclass]
    pub struct Same {
        #[pyo3(get)]
        pub b: String,
    }
    #[pyfunction]
    pub fn same(y: String) -> String {
        y
    }
}

#[pyfunction]
fn containers(
    a: HashMap<String, Vec<i64>>,
    b: BTreeSet<i64>,
    c: (i64, String),
    d: [u8; 3],
    e: Vec<(i64, f64)>,
    f: &[u8],
    g: std::path::PathBuf,
    h: Option<Option<i64>>,
) -> (HashMap<String, Vec<i64>>, HashSet<String>, (), Option<Vec<u8>>) {
    todo!()
}
#[pyfunction]
fn natives(
    a: &Bound<'_, PyList>,
    b: &Bound<'_, PyType>,
    c: Py<PyAny>,
    d: Bound<'_, PyIterator>,
    e: Vec<Py<Thing>>,
    f: std::time::Duration,
) -> Py<Thing> {
    todo!()
}

#[pymodule]
fn forms(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(wait, m)?)?;
    m.add_function(wrap_pyfunction!(annotated, m)?)?;
    m.add_function(wrap_pyfunction!(with_conv, m)?)?;
    m.add_function(wrap_pyfunction!(pt, m)?)?;
    m.add_function(wrap_pyfunction!(either, m)?)?;
    m.add_function(wrap_pyfunction!(wrap, m)?)?;
    m.add_function(wrap_pyfunction!(tup, m)?)?;
    m.add_function(wrap_pyfunction!(defaults, m)?)?;
    m.add_function(wrap_pyfunction!(docs, m)?)?;
    m.add_function(wrap_pyfunction!(exc, m)?)?;
    m.add_function(wrap_pyfunction!(own_exc, m)?)?;
    m.add_function(wrap_pyfunction!(containers, m)?)?;
    m.add_function(wrap_pyfunction!(natives, m)?)?;
    m.add("FormsError", m.py().get_type::<FormsError>())?;
    m.add_class::<Thing>()?;
    m.add_class::<Keyed>()?;
    m.add_class::<Seq>()?;
    m.add_class::<Agen>()?;
    m.add_class::<MyDict>()?;
    let one = PyModule::new(m.py(), "one")?;
    one.add_class::<one::Same>()?;
    one.add_function(wrap_pyfunction!(one::same, &one)?)?;
    m.add_submodule(&one)?;
    let two = PyModule::new(m.py(), "two")?;
    two.add_class::<two::Same>()?;
    two.add_function(wrap_pyfunction!(two::same, &two)?)?;
    m.add_submodule(&two)?;
    Ok(())
}
