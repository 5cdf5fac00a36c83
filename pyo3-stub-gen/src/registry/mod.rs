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

use crate::facts::wire::{Wire, encode_str};
use crate::facts::{END_OF_STATEMENTS, STATEMENT};
use crate::records::Record;
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
        // A text begins with `file\0line:column;`.
        let place = self.text.split(';').next().unwrap_or_default();
        for part in place.split('\0') {
            f.write_str(part)?;
            f.write_str(":")?;
        }
        f.write_str(" a type or default value panicked: ")?;
        f.write_str(&self.panic)
    }
}

/// Every registration of this process, as bytes of the current format: the version of the library, no
/// facts, and a statement for each record.
///
/// # Errors
///
/// A type or a default value that panicked, with its place.
pub fn bytes() -> Result<Vec<u8>, RecordError> {
    let mut out = Vec::new();
    encode_str(env!("CARGO_PKG_VERSION"), &mut out);
    0u32.encode(&mut out);
    let registered = crate::records::registered();
    // Those of the macros, and those of macros that users put into `inventory::submit!`.
    for record in registered.chain(inventory::iter::<Record>().copied()) {
        STATEMENT.encode(&mut out);
        guarded(&record, || statements::encode(&record, &mut out))?;
    }
    submitted::encode(&mut out);
    END_OF_STATEMENTS.encode(&mut out);
    Ok(out)
}

fn guarded(record: &Record, write: impl FnOnce()) -> Result<(), RecordError> {
    catch_unwind(AssertUnwindSafe(write))
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
