//! Exceptions: one of the module, one of a submodule that derives from it.

use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3_stub_gen::create_exception;

create_exception!(pure, PureError, PyException, "Anything that goes wrong here.");
create_exception!(pure.sub_a, ParseError, PureError, "A text that cannot be read.");

pub fn register(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add("PureError", m.py().get_type::<PureError>())
}
