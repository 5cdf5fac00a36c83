//! The whole generator: facts in, text out.

mod build;
mod problems;
mod shuffle;
mod stubs;
