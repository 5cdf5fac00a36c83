//! Rust types without a `PyStubType`, as the library names them: what is known of them all the same.
//!
//! The library calls such a type what [`std::any::type_name`] does, with the paths at which types are defined. Its shape
//! is known where it is made of std's containers and PyO3's smart pointers, and so are types of PyO3's that exist only for
//! some interpreters.

mod known;
mod parse;
mod patterns;

pub use known::{Direction, Shape, shape};
pub use parse::{RustType, parse};
pub use patterns::{PythonTypes, RustTypes, matching};
