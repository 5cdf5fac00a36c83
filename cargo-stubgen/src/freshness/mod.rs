//! Compares the files of a stub with what would be written, and prints the differences.

mod compare;
mod diff;
mod print;

pub use compare::ComparedStub;
pub use diff::diff;
pub use print::print;
