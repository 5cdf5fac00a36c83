//! The whole generator: facts in, text out.
//!
//! How to write a test here: add a function to the file of its subject.
//!
//! - `build` has functions that make facts. Spell only the fields that the test is about.
//! - `stubs` compares whole stubs with snapshots in the source, which `cargo accept -p pyo3-stub-gen` writes.
//! - `problems` is about the warnings and errors of a run, and `hostile` about facts that no macro sends.
//! - `skips` is about what `skip` leaves out, with surveys as Python would show the extension.
//! - `other_names` is about items that Python has under other names than their own.
//! - `shown_members` is about what Python shows of classes, and facts alone would not say.
//! - `importable` is about the submodules that have files of their own.
//! - `docs` is about docstrings that no item states itself.
//! - `extra` is about hand-written stubs that are merged into the generated one.
//! - `signatures` is about signatures that state something else than Python shows.
//! - `python_versions` is about what the oldest Python of a project allows.
//! - `variants` is about one stub for several platforms and versions of Python.
//! - A test of what a type checker or Python does with a stub belongs to `tests/fixtures`.

#![allow(clippy::expect_used)]

mod build;
mod copied_modules;
mod docs;
mod extra;
mod growth;
mod hostile;
mod importable;
mod inputs;
mod modules;
mod namesakes;
mod other_names;
mod problems;
mod python_versions;
mod safe_texts;
mod shown_members;
mod shuffle;
mod signatures;
mod skips;
mod special_methods;
mod stubs;
mod variants;
