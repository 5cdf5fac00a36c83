//! What the command takes from the operating system: paths, temporary files, and processes that may crash or hang.
//!
//! It must not know Python, Cargo or stubs.

mod group;
mod paths;
mod process;
mod scratch;
mod stream;

pub use group::end_with_the_command;
pub use paths::{same_file, shown};
pub use process::{Death, End, Ended, run_limited};
pub use scratch::Scratch;
