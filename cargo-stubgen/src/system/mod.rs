//! What the command needs from the operating system: paths, temporary files, and processes that may crash or hang.
//!
//! It must not know Python, Cargo or stubs.

mod children;
mod companion;
mod group;
mod orphans;
mod paths;
mod process;
mod scratch;
mod stream;

pub use children::end_with_the_command;
pub use companion::Companion;
pub use paths::{repository_path, same_file, shown};
pub use process::{Death, End, Ended, run_limited};
pub use scratch::Scratch;
