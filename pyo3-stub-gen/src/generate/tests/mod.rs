//! The whole generator: facts in, text out.

#![allow(clippy::expect_used)]

mod build;
mod problems;
mod shuffle;
mod stubs;
