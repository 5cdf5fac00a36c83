//! The columns of the matrix: Python values, as `matrix/values.txt` lists them.

use std::fs;
use stub_tests::{Outcome, places, when};

/// A Python value, and how it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The expression.
    pub expression: String,
    /// How it is given.
    pub form: Form,
}

/// How a value is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The expression is the argument.
    Literal,
    /// A variable that has the value is the argument.
    Variable,
}

impl Value {
    /// Its title in tables.
    pub fn title(&self) -> String {
        match self.form {
            Form::Literal => self.expression.clone(),
            Form::Variable => format!("v = {}", self.expression),
        }
    }
}

/// Reads every value.
///
/// # Errors
///
/// That the list cannot be read.
pub fn read() -> Outcome<Vec<Value>> {
    let path = places::tests().join("matrix/values.txt");
    let text = when(fs::read_to_string(&path), path.display())?;
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let values = lines.flat_map(|line| {
        let (expression, forms): (_, &[Form]) = match line.strip_prefix('=') {
            Some(expression) => (expression, &[Form::Literal, Form::Variable]),
            None => (line, &[Form::Literal]),
        };
        forms.iter().map(|&form| Value { expression: expression.to_owned(), form })
    });
    Ok(values.collect())
}
