//! Turns the text of one stub into one file for each module that it describes, as `mypy.stubtest` needs them.
//!
//! It knows Python's grammar and scope rules, and that a stub describes a submodule by a class with a `__name__`. It
//! must not know the extension, or which tool reads the files.
//!
//! A file contains the items of its module and the imports that it uses, so all files together are not much longer than
//! the stub. It records which line of the stub each of its lines comes from. Additional imports share one line above
//! the statements.

mod bindings;
mod descriptions;
mod expander;
mod expansion;
mod imports;
mod items;
mod lines;
mod named_values;
mod outer;
mod references;
mod source;
mod targets;
#[cfg(test)]
mod tests;
mod top_level;

pub use expander::expand;
pub use expansion::{
    ExpandedModule, Expansion, InvalidStub, Precision, StubItem, StubItemKind, StubProblem, SubmoduleMistake,
};
pub use named_values::{NamedValues, named_values};
pub use source::StubSource;
pub use targets::for_target;
