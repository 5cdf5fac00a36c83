//! The programs that make the calls: one for each row.

use crate::rows::{Kind, Row};
use crate::values::{Form, Value};

/// Where the calls of a program begin.
const CALLS: &str = "# Calls.\n";

/// A program that makes calls of one row.
#[derive(Debug)]
pub struct Program<'a> {
    /// The row.
    pub row: &'a Row,
    /// The value of each call.
    pub values: Vec<&'a Value>,
    /// The text.
    pub text: String,
    /// The line of each call.
    pub lines: Vec<usize>,
}

impl<'a> Program<'a> {
    /// The program that gives `values` to `row`. `header` imports what the values are written with.
    pub fn new(header: &str, row: &'a Row, values: Vec<&'a Value>) -> Self {
        let receiver = match row.kind {
            Kind::Argument => format!("from matrix import {} as f\n", row.name),
            Kind::Field => format!("f = matrix.{}()\n", row.name),
        };
        let mut text = format!("{header}{receiver}\n{CALLS}");
        let mut next = text.lines().count() + 1;
        let mut lines = Vec::new();
        for (index, value) in values.iter().enumerate() {
            let mut argument = value.expression.clone();
            if value.form == Form::Variable {
                text.push_str(&format!("v{index} = {argument}\n"));
                next += 1;
                argument = format!("v{index}");
            }
            text.push_str(&match row.kind {
                Kind::Argument => format!("f({argument})\n"),
                Kind::Field => format!("f.v = {argument}\n"),
            });
            lines.push(next);
            next += 1;
        }
        Self { row, values, text, lines }
    }

    /// The name of its file. No module of the standard library has such a name.
    pub fn file(&self) -> String {
        format!("calls_{}.py", self.row.name)
    }
}
