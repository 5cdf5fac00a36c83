//! PyO3's descriptions of an extension that was built with its feature `experimental-inspect`.
//!
//! Such a library contains a fragment of JSON for each class, function and attribute, with types. A fragment does not
//! state the module of the item, and the item may not exist in Python. A fragment therefore only provides types for an
//! object of the survey that it certainly describes.
//!
//! This module does not open libraries. `cargo stubgen` finds the fragments in them.

mod data;
mod hidden;
mod hint;
mod join;
mod json;
mod numpy;
mod read;
mod release;
mod slots;
mod table;
mod typed;
mod types;

pub use data::{
    AttributeFragment, ClassFragment, FragmentKind, Fragments, FunctionFragment, ModuleFragment,
    ParameterFragment, Role,
};
pub use hint::Hint;
pub use join::{Joined, join};
pub use json::Json;
pub use read::read;
pub use release::Release;

#[cfg(test)]
mod tests;
