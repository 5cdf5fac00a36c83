//! What the macros reject, and what they say about it; what they accept.

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
