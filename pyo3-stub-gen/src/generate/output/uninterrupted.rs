//! Prevents an interruption between two steps of writing.

use std::sync::{Mutex, MutexGuard, PoisonError};

static WRITING: Mutex<()> = Mutex::new(());

/// Waits until no files are being written, and blocks writing while the returned guard exists.
///
/// A program that ends when it is interrupted calls this first. Then what is on disk is the old stub or the new one, and no
/// temporary file lies beside it.
pub fn uninterrupted() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}
