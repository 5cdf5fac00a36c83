//! The rows of the matrix: Rust types, as `matrix/src/types.rs` lists them.

use std::fs;
use stub_tests::{Outcome, places, when};

/// A Rust type, and the function or field that takes its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The name of the function or class.
    pub name: String,
    /// The type.
    pub rust: String,
    /// The consumer of the value.
    pub kind: Kind,
}

/// The consumer of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A function's argument.
    Argument,
    /// A field with a setter.
    Field,
}

impl Row {
    /// Its title in tables.
    pub fn title(&self) -> String {
        match self.kind {
            Kind::Argument => self.rust.clone(),
            Kind::Field => format!("{} (field)", self.rust),
        }
    }
}

/// Reads every row.
///
/// # Errors
///
/// That the list cannot be read, or that a line of it is not understood.
pub fn read() -> Outcome<Vec<Row>> {
    let path = places::tests().join("matrix/src/types.rs");
    let text = when(fs::read_to_string(&path), path.display())?;
    let mut rows = Vec::new();
    let mut kind = None;
    for line in text.lines().map(str::trim) {
        match line {
            "arguments {" | "more_arguments {" => kind = Some(Kind::Argument),
            "fields {" => kind = Some(Kind::Field),
            "}" => kind = None,
            _ => {
                let Some(kind) = kind.filter(|_| !line.is_empty()) else { continue };
                let (name, rust) = line.split_once(": ").ok_or_else(|| format!("not a row: {line}"))?;
                let rust = rust.trim_end_matches(';').to_owned();
                rows.push(Row { name: name.to_owned(), rust, kind });
            }
        }
    }
    Ok(rows)
}
