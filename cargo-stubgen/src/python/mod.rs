//! The Python interpreter: which one is used, and how it runs the scripts of the command.

mod choice;
mod interpreter;
mod packages;
mod script;

pub use choice::{Interpreter, pick};
pub use interpreter::Python;
pub use packages::{install_command, mypy_directory};
pub(crate) use script::source_with_answer;
pub use script::{Answer, LAZY_SUBMODULES, OLD_MYPY, OWN_PACKAGE, Ran, SLOTS, Script, TEXT, isolate};
