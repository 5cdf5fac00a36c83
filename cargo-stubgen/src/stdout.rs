//! Prints to standard output and standard error, which may be a pipe whose reader has gone.

use crate::error::Error;
use crate::rules::StubRule;
use std::io::{self, Write};

/// Prints text unchanged.
pub fn print(text: &str) -> Result<(), Error> {
    write(io::stdout().lock(), text)
}

/// Prints text with colours, unless the options or the terminal do not allow them.
pub fn print_styled(text: &str) -> Result<(), Error> {
    write(anstream::stdout().lock(), text)
}

/// Prints lines of another program to standard error, with their colours.
pub fn print_error(text: &str) {
    // It does not matter if that is closed.
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

fn write(mut stdout: impl Write, text: &str) -> Result<(), Error> {
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|source| StubRule::Stdout { source }.into()),
    }
}
