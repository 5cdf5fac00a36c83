//! Inputs that the macros reject, with their error messages, and inputs that they accept.
//!
//! How to write a test here: add a file. The files are found, not listed.
//!
//! - A file in `tests/ui` uses a macro wrongly. `cargo accept -p pyo3-stub-gen-derive --test ui` writes the compiler's output
//!   to the `.stderr` file beside it. Check that each error points at the mistake and states what to write instead.
//! - A file in `tests/accepted` uses the macros as users may. The one error in its `.stderr` file is intended. Any other
//!   error would fail the test.

#[test]
fn every_rejected_form_says_what_to_write_instead() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}

/// The only error of each file is the one that it makes on purpose: that way it is checked and never
/// linked, which would need Python's library.
#[test]
fn accepted_forms_have_no_error_of_their_own() {
    trybuild::TestCases::new().compile_fail("tests/accepted/*.rs");
}
