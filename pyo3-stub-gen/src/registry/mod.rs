//! The extension's side: what the macros registered, as bytes, behind one exported C symbol.
//!
//! It must not know how a stub looks, nor read what the macros wrote: what is linked into a user's
//! library does no more than hand it on.

mod default;
mod statements;
mod submitted;
mod symbol;
mod writer;

pub use default::{ShowOpaque, Shown};

use crate::facts::Statement;
use crate::records::Record;
use statements::ClassNumbers;
use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

inventory::collect!(Record);

/// A record that could not be turned into a statement.
#[derive(Debug)]
pub struct RecordError {
    text: &'static str,
    panic: String,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((file, line, column)) = Statement::place(self.text) {
            f.write_str(file)?;
            f.write_str(":")?;
            f.write_str(line)?;
            f.write_str(":")?;
            f.write_str(column)?;
            f.write_str(": ")?;
        }
        f.write_str("a type or default value panicked: ")?;
        f.write_str(&self.panic)
    }
}

/// Every registration of this process, as bytes of the current format.
///
/// # Errors
///
/// A type or a default value that panicked, with its place.
pub fn bytes() -> Result<Vec<u8>, RecordError> {
    let mut numbers = ClassNumbers::default();
    let mut statements = Vec::new();
    // Those of the macros, and those of macros that users put into `inventory::submit!`.
    for record in crate::records::registered().chain(inventory::iter::<Record>()) {
        statements.push(guarded(record, || statements::statement(record, &mut numbers))?);
    }
    submitted::append(&mut numbers, &mut statements);
    Ok(crate::facts::encode_statements(env!("CARGO_PKG_VERSION"), &statements))
}

fn guarded<T>(record: &Record, build: impl FnOnce() -> T) -> Result<T, RecordError> {
    catch_unwind(AssertUnwindSafe(build))
        .map_err(|payload| RecordError { text: record.text, panic: message(&*payload) })
}

/// What a panic said.
fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "(no message)".to_owned()
    }
}
