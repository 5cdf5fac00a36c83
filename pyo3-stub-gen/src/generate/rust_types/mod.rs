//! Rust types without a `PyStubType`, and the Python types that their names determine.
//!
//! The name of such a type comes from [`std::any::type_name`], with the paths at which types are defined. It determines
//! the shape of std's containers and PyO3's smart pointers, and PyO3's types that exist only for some interpreters.

mod known;
mod parse;
mod patterns;

pub use known::{Direction, KnownForm, shape};
pub use parse::{RustType, parse};
pub use patterns::{PythonTypes, RustTypes, matching};
