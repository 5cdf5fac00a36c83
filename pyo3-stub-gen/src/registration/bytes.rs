//! Every registration of this process, as the bytes that the generator reads.

use super::entry::registered;
use super::panics::guarded;
use super::statements;
use crate::compat::submitted;
use crate::facts::wire::{Wire, encode_str};
use crate::facts::{END_OF_STATEMENTS, STATEMENT};
use crate::grammar::{COLUMN_END, NO_PLACE, STRING_END};
use std::fmt;

/// A record that could not be turned into a statement.
#[derive(Debug)]
pub struct RecordError {
    /// The text of its statement, as far as it was written.
    text: String,
    panic: String,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A text begins with the file and the position.
        let place = self.text.split(COLUMN_END).next().unwrap_or_default();
        for part in place.split(STRING_END).filter(|part| *part != NO_PLACE) {
            f.write_str(part)?;
            f.write_str(":")?;
        }
        f.write_str(" a type or default value panicked: ")?;
        f.write_str(&self.panic)
    }
}

/// Writes every registration of this process in the current format: the version of the library, an empty list of
/// facts, and a statement for each record.
///
/// # Errors
///
/// [`RecordError`] when a type or a default value panics.
pub fn bytes() -> Result<Vec<u8>, RecordError> {
    let mut out = Vec::new();
    encode_str(env!("CARGO_PKG_VERSION"), &mut out);
    0u32.encode(&mut out);
    let mut written = statements::WrittenTypes::new();
    for record in registered() {
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
