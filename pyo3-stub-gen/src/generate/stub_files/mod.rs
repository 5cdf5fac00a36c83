//! The files of a stub in a project: where each belongs, how they are written, and what an earlier stub left behind.
//!
//! It must not know what the files contain. Most files of this folder add methods to
//! [`Project`](super::project::Project).

mod comparison;
mod leftovers;
mod lost_exports;
mod misplaced;
mod neighbours;
mod packages;
mod paths;
mod sources;
mod validity;
mod writing;

pub use comparison::compare;
pub use neighbours::{BrokenStub, StubByHand};
pub use paths::PACKAGE_STUB;
pub use writing::Change;
