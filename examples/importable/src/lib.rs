//! Sheets of paper, in submodules that `import` finds: those of the declarative module, which exist when it is imported,
//! and `press`, which is made when it is first used.

mod press;

use pyo3_stub_gen::derive::gen_stub_pymodule;

/// Sheets of paper, and what is made of them.
#[gen_stub_pymodule]
#[pyo3::pymodule(module = "importable")]
mod _core {
    use pyo3::prelude::*;
    use pyo3_stub_gen::runtime::Submodules;

    /// A sheet of paper.
    #[pyclass(eq, frozen, get_all, from_py_object)]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct Sheet {
        /// In millimetres.
        pub width: f64,
        /// In millimetres.
        pub height: f64,
    }

    #[pymethods]
    impl Sheet {
        #[new]
        fn new(width: f64, height: f64) -> Self {
            Self { width, height }
        }

        fn __getnewargs__(&self) -> (f64, f64) {
            (self.width, self.height)
        }

        /// The two halves of the sheet as a booklet.
        fn booklet(&self) -> super::_core::fold::Booklet {
            super::_core::fold::Booklet { page: super::_core::fold::half(*self) }
        }
    }

    /// Runs when everything is in the module.
    #[pymodule_init]
    fn init(m: &Bound<'_, PyModule>) -> PyResult<()> {
        Submodules::of(m)
            .existing()
            .lazy("press", crate::press::fill)
            .lazy("press.inks", crate::press::inks::fill)
            .install()
    }

    /// Sizes of paper.
    #[pymodule]
    pub mod sizes {
        use super::Sheet;
        use pyo3::prelude::*;

        /// The series of a standard.
        #[pyclass(eq, eq_int, from_py_object)]
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub enum Series {
            /// For letters and books.
            A,
            /// For posters.
            B,
        }

        /// A sheet of a size such as A4.
        #[pyfunction]
        #[pyo3(signature = (number, series = Series::A))]
        fn sheet(number: i32, series: Series) -> Sheet {
            let area = match series {
                Series::A => 1_000_000.0,
                Series::B => 1_414_214.0,
            };
            let height = (area * 2f64.sqrt() / 2f64.powi(number)).sqrt();
            Sheet { width: (height / 2f64.sqrt()).round(), height: height.round() }
        }
    }

    /// What is folded.
    #[pymodule]
    pub mod fold {
        use super::Sheet;
        use pyo3::prelude::*;

        /// A sheet, folded once.
        #[pyclass(subclass, frozen)]
        #[derive(Debug, Clone)]
        pub struct Booklet {
            /// One page of it.
            #[pyo3(get)]
            pub page: Sheet,
        }

        #[pymethods]
        impl Booklet {
            #[new]
            fn new(sheet: Sheet) -> Self {
                Self { page: half(sheet) }
            }

            fn __getnewargs__(&self) -> (Sheet,) {
                (Sheet { width: self.page.height, height: self.page.width * 2.0 },)
            }
        }

        pub fn half(sheet: Sheet) -> Sheet {
            Sheet { width: sheet.height / 2.0, height: sheet.width }
        }

        /// Works of art.
        #[pymodule]
        pub mod origami {
            use super::super::sizes::Series;
            use super::{Booklet, Sheet, half};
            use pyo3::prelude::*;

            /// A booklet that flies.
            #[pyclass(extends = Booklet, frozen)]
            pub struct Crane;

            #[pymethods]
            impl Crane {
                #[new]
                fn new(sheet: Sheet) -> PyClassInitializer<Self> {
                    PyClassInitializer::from(Booklet { page: half(sheet) }).add_subclass(Self)
                }
            }

            /// How many cranes a sheet of a series gives.
            #[pyfunction]
            fn cranes(sheet: Sheet, series: Series) -> PyResult<usize> {
                let side = if series == Series::A { 100.0 } else { 120.0 };
                Ok((sheet.width / side) as usize * (sheet.height / side) as usize)
            }
        }
    }
}
