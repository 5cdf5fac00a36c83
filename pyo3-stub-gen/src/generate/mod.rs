//! The generator side: facts and a configuration in, the text of one stub out.
//!
//! [`render`] is a pure function. [`project`] reads where a project's stub belongs, and [`output`] is
//! the one place that writes or compares files.

pub mod config;
pub mod output;
pub mod problem;
pub mod project;

pub use config::{Config, PythonVersion, SubmoduleStyle};
pub use problem::{Problem, Severity};
