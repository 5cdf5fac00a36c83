//! The exported C symbols, by which `cargo stubgen` reads the facts of a built extension.

use super::bytes::bytes;
use super::panics::message;
use std::ffi::c_char;
use std::panic::catch_unwind;

/// The result of [`pyo3_stub_gen_facts_v4`]. The caller never frees it, because its process is short-lived.
#[repr(C)]
#[derive(Debug)]
pub struct FactsBytes {
    /// `0`: facts. `1`: an error message, UTF-8.
    status: u32,
    /// The bytes.
    data: *const u8,
    /// The number of bytes.
    length: usize,
}

/// Writes all registered items in the current byte format, and points `out` to the bytes.
///
/// A panic inside is caught and becomes an error message.
///
/// # Safety
///
/// `out` points to writable memory for a [`FactsBytes`]. The calling thread holds the GIL.
// SAFETY: the name is this library's own. Two versions of it in one extension are an error of `cargo stubgen`; in a
// process, each extension is loaded with symbols of its own.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pyo3_stub_gen_facts_v4(out: *mut FactsBytes) {
    let (status, bytes) = match catch_unwind(bytes) {
        Ok(Ok(bytes)) => (0, bytes),
        Ok(Err(error)) => (1, error.to_string().into_bytes()),
        Err(payload) => (1, message(&*payload).into_bytes()),
    };
    let bytes: &'static [u8] = bytes.leak();
    // SAFETY: the caller promises that `out` is writable.
    unsafe { out.write(FactsBytes { status, data: bytes.as_ptr(), length: bytes.len() }) };
}

/// The version of this library, as a C string. It exists in every format version, so that a tool of
/// another one can name both versions.
// SAFETY: as above.
#[unsafe(no_mangle)]
pub extern "C" fn pyo3_stub_gen_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}
