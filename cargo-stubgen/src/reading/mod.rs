//! Reads a tree of stubs that describe one extension: a directory, a stub, a wheel, or an installed package.
//!
//! It knows where files are and which modules they describe. It must not know what they contain, except for the header of a
//! generated file.

mod around;
mod directory;
mod files;
mod origin;
mod root;

pub use files::read as read_stub;
pub use origin::{Search, Tree};
