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

/// The line and the column of an item that states none.
const NO_LINE: &str = "0:0";

/// A record that could not be turned into a statement.
#[derive(Debug)]
pub struct RecordError {
    /// The text of its statement, as far as it was written.
    text: String,
    panic: String,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A text begins with `file\0line:column;`.
        let place = self.text.split(';').next().unwrap_or_default();
        for part in place.split('\0').filter(|part| *part != NO_LINE) {
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
    let mut written = statements::Written::new();
    let registered = crate::records::registered();
    // Those of the macros, and those of macros that users put into `inventory::submit!`.
    for record in registered.chain(inventory::iter::<Record>().copied()) {
        STATEMENT.encode(&mut out);
        let failed = |panic| RecordError { text: record.text.to_owned(), panic };
        guarded(|| statements::encode(&record, &mut written, &mut out)).map_err(failed)?;
    }
    let mut text = Vec::new();
    let failed = guarded(|| submitted::encode(&mut out, &mut text));
    failed.map_err(|panic| RecordError { text: String::from_utf8_lossy(&text).into_owned(), panic })?;
    END_OF_STATEMENTS.encode(&mut out);
    Ok(out)
}

/// What `write` panics with is an error.
fn guarded(write: impl FnOnce()) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(write)).map_err(|payload| message(&*payload))
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
