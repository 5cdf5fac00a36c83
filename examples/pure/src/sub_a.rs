//! `pure.sub_a`: reads tokens.

use crate::enums::Token;
use crate::errors::ParseError;
use crate::sub_b::Counter;
use pyo3::prelude::*;
use pyo3_stub_gen::derive::{gen_stub_pyclass, gen_stub_pyfunction, gen_stub_pymethods};
use pyo3_stub_gen::{module_doc, module_variable};

module_doc!("pure.sub_a", "Reads tokens.");
module_variable!("pure.sub_a", "SEPARATOR", &str);

/// Reads one token.
#[gen_stub_pyfunction(module = "pure.sub_a")]
#[pyfunction]
#[pyo3(signature = (text, position = 0))]
fn parse(text: &str, position: usize) -> PyResult<Token> {
    match text.chars().next() {
        None => Ok(Token::End {}),
        Some(first) if first.is_alphabetic() => Ok(Token::Name(text.to_owned())),
        Some(_) => match text.parse() {
            Ok(value) => Ok(Token::Number { value, position }),
            Err(_) => Err(ParseError::new_err(format!("neither a name nor a number: {text}"))),
        },
    }
}

/// Splits text, to be subclassed.
#[gen_stub_pyclass]
#[pyclass(module = "pure.sub_a", subclass)]
pub struct Splitter {
    /// What stands between two tokens.
    #[pyo3(get, set)]
    separator: String,
}

#[gen_stub_pymethods]
#[pymethods]
impl Splitter {
    #[new]
    #[pyo3(signature = (separator = ",".to_owned()))]
    fn new(separator: String) -> Self {
        Self { separator }
    }

    /// The tokens of `text`, counted.
    #[pyo3(signature = (text, counter = None))]
    fn split(&self, text: &str, counter: Option<&mut Counter>) -> PyResult<Vec<Token>> {
        let tokens: Vec<Token> = text
            .split(&self.separator)
            .enumerate()
            .map(|(position, part)| parse(part, position))
            .collect::<PyResult<_>>()?;
        if let Some(counter) = counter {
            counter.count += tokens.len();
        }
        Ok(tokens)
    }
}

/// Splits lines.
#[gen_stub_pyclass]
#[pyclass(module = "pure.sub_a", extends = Splitter)]
pub struct LineSplitter;

#[gen_stub_pymethods]
#[pymethods]
impl LineSplitter {
    #[new]
    fn new() -> PyClassInitializer<Self> {
        PyClassInitializer::from(Splitter::new("\n".to_owned())).add_subclass(Self)
    }
}

pub fn register(parent: &Bound<'_, PyModule>) -> PyResult<()> {
    let m = PyModule::new(parent.py(), "sub_a")?;
    m.setattr("__doc__", "Reads tokens.")?;
    m.add("SEPARATOR", ",")?;
    m.add("ParseError", m.py().get_type::<ParseError>())?;
    m.add_function(wrap_pyfunction!(parse, &m)?)?;
    m.add_class::<Splitter>()?;
    m.add_class::<LineSplitter>()?;
    parent.add_submodule(&m)
}
