//! What the interpreter shows of an extension, and what follows from that for its facts.
//!
//! Records know types, and the interpreter knows which names exist and where. [`locate`] moves each fact to the place
//! where Python has it, and [`missing`] describes what no fact explains. Both return facts, so everything after them
//! treats an item in one way, whoever described it.
//!
//! Nothing here imports an extension. `cargo stubgen` does, and reads a [`Survey`] from what its script writes.

mod classes;
mod describe;
mod fill;
mod functions;
mod ground;
mod locate;
mod located;
mod missing;
mod other_names;
mod parameter;
mod shown;
mod signature;
mod skipped;
mod skips;
mod surveyed;
mod types;
mod untyped;
mod witness;

pub use locate::locate;
pub use located::Located;
pub use missing::{Missing, missing};
pub use parameter::{SurveyedParameter, SurveyedParameterKind};
pub use surveyed::{Gaps, Question, Surveyed, TypeSource, apply};
pub use types::{OwnClass, Signature, Types, incomplete};
pub use untyped::Leaf;
pub use witness::{
    Member, MemberKind, Reference, Survey, SurveyedClass, SurveyedFunction, SurveyedModule, ValueType,
};
