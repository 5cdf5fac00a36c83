//! Printing: a submodule that is made when it is first used, and one in it.

use crate::_core::Sheet;
use pyo3::prelude::*;
use pyo3_stub_gen::derive::{gen_stub_pyclass, gen_stub_pyfunction, gen_stub_pymethods};

/// Prints sheets.
#[gen_stub_pyclass]
#[pyclass(module = "importable._core.press")]
pub struct Press {
    printed: usize,
}

#[gen_stub_pymethods]
#[pymethods]
impl Press {
    #[new]
    fn new() -> Self {
        Self { printed: 0 }
    }

    /// Prints `copies` of a sheet. Returns their area in square millimetres.
    #[pyo3(signature = (sheet, copies = 1))]
    fn print(&mut self, sheet: Sheet, copies: usize) -> f64 {
        self.printed += copies;
        sheet.width * sheet.height * copies as f64
    }

    /// The number of sheets.
    #[getter]
    fn printed(&self) -> usize {
        self.printed
    }
}

/// Returns the number of pages that fit on a sheet.
#[gen_stub_pyfunction]
#[pyfunction]
fn pages(sheet: Sheet, page: Sheet) -> usize {
    (sheet.width / page.width) as usize * (sheet.height / page.height) as usize
}

/// Fills the submodule.
pub fn fill(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.setattr("__doc__", "Printing.")?;
    m.add_class::<Press>()?;
    m.add_function(wrap_pyfunction!(pages, m)?)
}

pub mod inks {
    //! What is printed with.

    use super::Press;
    use pyo3::prelude::*;
    use pyo3_stub_gen::derive::gen_stub_pyfunction;

    /// Returns the millilitres of ink that a press has used.
    #[gen_stub_pyfunction]
    #[pyfunction]
    fn used(press: &Press) -> f64 {
        press.printed as f64 * 0.5
    }

    /// Fills the submodule.
    pub fn fill(m: &Bound<'_, PyModule>) -> PyResult<()> {
        m.add("COLOURS", ["cyan", "magenta", "yellow", "black"])?;
        m.add_function(wrap_pyfunction!(used, m)?)
    }
}
