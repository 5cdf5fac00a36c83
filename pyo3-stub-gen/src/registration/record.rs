//! The records that the macros emit: for each item, one text and the types that it refers to.
//!
//! This is the contract between the derive crate and the library. It is not public API: the derive
//! crate's version is pinned to this one's. [`Statement`](crate::facts::Statement) describes the texts.

use super::class::RustClass;
use super::probe::TypeFn;
use super::signature::TypeList;
use crate::facts::DefaultFact;

/// One registration, with every part that one can have.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    /// Describes the item. [`Rest::pieces`] may continue it.
    pub text: &'static str,
    /// The types that the text mentions, in its order.
    pub types: RecordTypes,
    /// The Rust type of the class that the item is, or belongs to.
    pub class: ClassOf,
    /// The parts that most items do not have.
    pub rest: &'static Rest,
}

/// The types of a record.
#[derive(Debug, Clone, Copy)]
pub enum RecordTypes {
    /// Those of a signature. All functions with the same signature share this function.
    Named(fn(&mut TypeList)),
    /// The record's own.
    Own(&'static [TypeFn]),
}

/// The class that an item is, or belongs to.
#[derive(Debug, Clone, Copy)]
pub enum ClassOf {
    /// The item does not belong to a class.
    None,
    /// The class itself.
    Is(RustClass),
    /// A function that returns the class: a static cannot hold what a type hashes to.
    Asked(fn() -> RustClass),
}

/// The parts that most items do not have.
#[derive(Debug)]
pub struct Rest {
    /// The conditional parts after the text.
    pub pieces: &'static [&'static str],
    /// Texts that the macro could not read, in the order in which they are mentioned.
    pub texts: &'static [Text],
    /// Values that the interpreter shows, in the order in which they are mentioned.
    pub values: &'static [fn() -> DefaultFact],
}

impl Rest {
    /// No such parts.
    pub const NONE: &'static Self = &Self { pieces: &[], texts: &[], values: &[] };
}

/// A text that the macro could not read.
#[derive(Debug, Clone, Copy)]
pub enum Text {
    /// The compiler evaluates it.
    Known(&'static str),
    /// It is made when the facts are read.
    Made(fn() -> String),
}
