//! The extension's side: what the macros registered, as facts, behind one exported C symbol.
//!
//! It must not know how a stub looks.

mod convert;
mod default;
mod submitted;
mod symbol;

pub use default::{ShowOpaque, Shown};

use crate::facts::Facts;
use crate::records::{At, Record};
use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

inventory::collect!(Record);

/// A record that could not be turned into a fact.
#[derive(Debug)]
pub struct RecordError {
    at: At,
    panic: String,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let At { file, line, column } = self.at;
        write!(f, "{file}:{line}:{column}: a type or default value panicked: {}", self.panic)
    }
}

/// Every registration of this process, as facts.
///
/// # Errors
///
/// A type or a default value that panicked, with its place.
pub fn facts() -> Result<Facts, RecordError> {
    let mut ids = convert::ClassIds::default();
    let mut facts = Vec::new();
    for record in inventory::iter::<Record> {
        facts.push(guarded(record.at(), || convert::fact(record, &mut ids))?);
    }
    submitted::append(&mut ids, &mut facts);
    Ok(Facts { library_version: env!("CARGO_PKG_VERSION").to_owned(), facts })
}

fn guarded<T>(at: At, build: impl FnOnce() -> T) -> Result<T, RecordError> {
    catch_unwind(AssertUnwindSafe(build)).map_err(|payload| RecordError { at, panic: message(&*payload) })
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
