//! Compares two versions of stubs, as users of the types see them.
//!
//! [`Stubs`] has the files of a side, wherever they come from. They are laid out as one file for each module, and Python
//! compares them by mypy's types. This folder must not know how a stub is made.

mod align;
mod change;
mod disk;
mod driver;
mod git;
mod laid;
mod print;
mod project;
mod side;
mod step;
mod stubs;
mod wheel;

pub use change::Difference;
pub use disk::of_extension as stubs_of_extension;
pub use driver::Tools;
pub use print::print;
pub use side::Side;
pub use stubs::Stubs;

use crate::error::Error;

/// Compares two versions.
pub fn compare(mut old: Stubs, mut new: Stubs, tools: &Tools<'_>) -> Result<Difference, Error> {
    align::align(&mut old, &mut new)?;
    driver::changes(&old, &new, tools)
}
