//! What PyO3 itself says about an extension that was built with its feature `experimental-inspect`.
//!
//! Such a library holds a fragment of JSON for each class, function and attribute, with types. A fragment does not
//! tell where the item is, and it may describe what Python does not have. So a fragment only gives types to what the
//! survey shows, where it is certain that both are the same.
//!
//! Nothing here opens a library: `cargo stubgen` finds the fragments in one.

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
