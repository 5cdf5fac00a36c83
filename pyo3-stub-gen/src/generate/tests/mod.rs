//! The whole generator: facts in, text out.

#![allow(clippy::expect_used)]

mod build;
mod hostile;
mod modules;
mod problems;
mod safe_texts;
mod shuffle;
mod special_methods;
mod stubs;
