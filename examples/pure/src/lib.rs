//! A little geometry, in pure-Rust layout: one shared library, one stub beside `pyproject.toml`.

mod account;
mod enums;
mod errors;
mod functions;
mod shapes;
mod sub_a;
mod sub_b;

use pyo3::prelude::*;
use pyo3_stub_gen::{module_doc, module_variable};

module_doc!("pure", "Everything a small extension has.");
module_variable!("pure", "VERSION", &str);
module_variable!("pure", "LIMITS", (i64, i64));
module_variable!("pure", "ORIGIN", shapes::Point);

/// Everything a small extension has.
#[pymodule]
fn pure(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add("VERSION", env!("CARGO_PKG_VERSION"))?;
    m.add("LIMITS", (i64::MIN, i64::MAX))?;
    m.add("ORIGIN", shapes::Point::default())?;
    errors::register(m)?;
    functions::register(m)?;
    m.add_class::<account::Account>()?;
    m.add_class::<account::Entries>()?;
    m.add_class::<enums::Color>()?;
    m.add_class::<enums::Level>()?;
    m.add_class::<enums::Token>()?;
    m.add_class::<shapes::Point>()?;
    m.add_class::<shapes::Shape>()?;
    m.add_class::<shapes::Circle>()?;
    sub_a::register(m)?;
    sub_b::register(m)
}
