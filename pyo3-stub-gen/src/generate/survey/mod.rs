//! The survey of an imported extension, and its effect on facts.
//!
//! Records contain types, and the interpreter knows which names exist in which modules. [`locate`] moves each fact to
//! the module in which Python finds the item, and [`missing`] describes objects without a fact. Both return facts, so
//! the later steps treat all items alike.
//!
//! This module does not import extensions. `cargo stubgen` does so, and reads a [`Survey`] from the output of its
//! script.

mod aliases;
mod attached;
mod classes;
mod comparison;
mod describe;
mod fill;
mod functions;
mod ground;
mod importable;
mod locate;
mod located;
mod missing;
mod open_types;
mod other_names;
mod parameter;
mod shown;
mod signature;
mod skipped;
mod skips;
mod surveyed;
mod traits;
mod types;
mod untyped;
mod unwritable;
mod witness;

pub use locate::locate;
pub use located::Located;
pub use missing::{Missing, missing};
pub use parameter::{SurveyedParameter, SurveyedParameterKind};
pub use surveyed::{Gaps, Question, Surveyed, TypeSource, apply};
pub use types::{OwnClass, Signature, Types, incomplete};
pub use untyped::Leaf;
pub use witness::{
    ItemKind, Member, MemberKind, Operand, Reference, Survey, SurveyedClass, SurveyedFunction,
    SurveyedModule, ValueType,
};
