//! The procedural macros of `pyo3-stub-gen`. Use them through that crate.
