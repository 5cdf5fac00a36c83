//! Enums: PyO3 makes plain classes of them.

use pyo3::prelude::*;
use pyo3_stub_gen::derive::{gen_stub_pyclass, gen_stub_pymethods};

/// A colour, compared with colours and with numbers.
#[gen_stub_pyclass]
#[pyclass(eq, eq_int, hash, frozen, from_py_object)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Color {
    /// Like blood.
    Red = 1,
    /// Like grass.
    Green,
    Blue,
}

#[gen_stub_pymethods]
#[pymethods]
impl Color {
    /// The colour after this one.
    fn next(&self) -> Self {
        match self {
            Self::Red => Self::Green,
            Self::Green => Self::Blue,
            Self::Blue => Self::Red,
        }
    }
}

/// How loud a message is. Levels have an order, and no hash.
#[gen_stub_pyclass]
#[pyclass(eq, ord, rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Debug, PartialEq, PartialOrd)]
pub enum Level {
    Quiet,
    #[pyo3(name = "NORMAL")]
    Ordinary,
    VeryLoud,
}

#[gen_stub_pymethods]
#[pymethods]
impl Level {
    /// The level of `volume`.
    #[staticmethod]
    fn of(volume: u8) -> Self {
        match volume {
            0..10 => Self::Quiet,
            10..100 => Self::Ordinary,
            _ => Self::VeryLoud,
        }
    }
}

/// A piece of an expression.
#[gen_stub_pyclass]
#[pyclass]
#[derive(Debug, Clone)]
pub enum Token {
    /// A number, and where it began.
    Number { value: f64, position: usize },
    /// A name.
    Name(String),
    /// Brackets around tokens.
    #[pyo3(constructor = (count, kind = '('))]
    Bracket { count: usize, kind: char },
    /// The end.
    End {},
}

#[gen_stub_pymethods]
#[pymethods]
impl Token {
    /// The token as text.
    fn show(&self) -> String {
        match self {
            Self::Number { value, .. } => value.to_string(),
            Self::Name(name) => name.clone(),
            Self::Bracket { count, kind } => kind.to_string().repeat(*count),
            Self::End {} => String::new(),
        }
    }
}
