//! A class while it is built.

use super::place::Place;
use crate::facts::{ClassFact, ClassOption};
use crate::generate::model::{Expr, Function, Node};

/// A class while it is built.
pub(super) struct ClassDraft<'f> {
    /// The class.
    pub(super) fact: &'f ClassFact,
    /// Where its members' types stand.
    pub(super) place: Place,
    /// The class itself, as a type.
    pub(super) own_type: Expr,
    /// Class attributes and nested classes.
    pub(super) attributes: Vec<Node>,
    /// `__new__` and `__init__`.
    pub(super) constructors: Vec<Function>,
    /// Properties.
    pub(super) properties: Vec<Function>,
    /// Methods, in the order of the source.
    pub(super) methods: Vec<Function>,
    /// The names of those that are sequence methods, which do not have a reflected method.
    pub(super) halves: Vec<String>,
}

impl ClassDraft<'_> {
    /// Returns the return type of a method that returns an instance: `Self` if Python may subclass the class.
    pub(super) fn instance(&self) -> Expr {
        if self.fact.options.has(ClassOption::Subclass) {
            Expr::typing("Self")
        } else {
            self.own_type.clone()
        }
    }

    /// Whether the method `name` is a sequence method, which does not have a reflected method.
    pub(super) fn has_one_half(&self, name: &str) -> bool {
        self.halves.iter().any(|half| half == name)
    }

    /// Whether the user's own code defines the method `name`.
    pub(super) fn defines(&self, name: &str) -> bool {
        self.constructors.iter().chain(&self.methods).any(|function| function.name == name)
    }
}
