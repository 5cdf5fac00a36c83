//! A thermometer. The annotations are written without `cfg_attr`, and the wheel holds none of them.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_stub_gen::derive::{gen_stub_pyclass, gen_stub_pyfunction, gen_stub_pymethods};
use pyo3_stub_gen::{PyStubType, TypeInfo, create_exception, module_variable};

create_exception!(gated, TooColdError, PyValueError, "Below what there can be.");
module_variable!("gated", "ABSOLUTE_ZERO", f64);

/// Measures heat.
#[gen_stub_pyclass]
#[pyclass]
struct Thermometer {
    /// In degrees Celsius.
    #[pyo3(get)]
    celsius: f64,
}

#[gen_stub_pymethods]
#[pymethods]
impl Thermometer {
    #[new]
    #[pyo3(signature = (celsius = 20.0))]
    fn new(celsius: f64) -> PyResult<Self> {
        if celsius < ABSOLUTE_ZERO { Err(TooColdError::new_err(celsius)) } else { Ok(Self { celsius }) }
    }

    /// How much warmer it is here than there.
    #[gen_stub(override_return_type(type_repr = "float"))]
    fn warmer_than<'py>(&self, other: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Ok((self.celsius - other.borrow().celsius).into_pyobject(other.py())?.into_any())
    }
}

/// Something that has a temperature.
#[derive(FromPyObject)]
enum Measured<'py> {
    Thermometer(PyRef<'py, Thermometer>),
    Degrees(f64),
}

impl PyStubType for Measured<'_> {
    fn type_output() -> TypeInfo {
        Thermometer::type_output() | f64::type_output()
    }

    fn type_input() -> TypeInfo {
        Thermometer::type_input() | f64::type_input()
    }
}

/// The degrees Celsius of anything.
#[gen_stub_pyfunction]
#[pyfunction]
fn celsius(measured: Measured<'_>) -> f64 {
    match measured {
        Measured::Thermometer(thermometer) => thermometer.celsius,
        Measured::Degrees(celsius) => celsius,
    }
}

/// Degrees Fahrenheit as degrees Celsius.
#[gen_stub_pyfunction]
#[pyfunction]
fn from_fahrenheit(degrees: f64) -> f64 {
    (degrees - 32.0) / 1.8
}

const ABSOLUTE_ZERO: f64 = -273.15;

#[pymodule]
fn gated(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add("ABSOLUTE_ZERO", ABSOLUTE_ZERO)?;
    m.add("TooColdError", m.py().get_type::<TooColdError>())?;
    m.add_class::<Thermometer>()?;
    m.add_function(wrap_pyfunction!(celsius, m)?)?;
    m.add_function(wrap_pyfunction!(from_fahrenheit, m)?)
}
