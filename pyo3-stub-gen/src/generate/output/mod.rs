//! The one place that writes files, compares them and removes them.
//!
//! It must not know what a stub contains, except for the line that marks a generated one.

mod comparison;
mod disk;
mod error;
mod generated;
mod links;
mod removal;
#[cfg(test)]
mod tests;
mod typed;
mod uninterrupted;
mod writing;

pub use comparison::{Comparison, compare};
pub use error::{NotAFile, OutputError};
pub use generated::{
    BUNDLED_HEADER, GENERATED_HEADER, HANDWRITTEN_HEADER, Owner, header, is_generated, owner, owner_of,
};
pub use removal::remove;
pub use typed::{TYPED_MARKER, mark_typed};
pub use uninterrupted::uninterrupted;
pub use writing::{Replace, Written, permit, write};
