//! Panics of users' code, as messages.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `write`.
///
/// # Errors
///
/// The message of its panic.
pub fn guarded(write: impl FnOnce()) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(write)).map_err(|payload| message(&*payload))
}

/// Returns the message of a panic.
pub fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "(no message)".to_owned()
    }
}
