//! Changes to the files of a project: they are shown, written together, recorded, and taken back.
//!
//! It must not know what changes, or why.

mod file_change;
mod journal;
mod lock;
mod merge;
mod record;
mod repository;
#[cfg(test)]
mod tests;
mod undo;
mod write;

pub use file_change::FileChange;
pub use journal::Journal;
pub use lock::LockFile;
pub use record::{Record, records};
pub use repository::permit;
pub use undo::undo;
pub use write::write;
