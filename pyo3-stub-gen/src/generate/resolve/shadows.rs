//! The names that are hidden in a scope of the file.

use crate::generate::model::{Class, TypeParam};
use rustc_hash::FxHashSet;

/// The names that hide those of the file.
#[derive(Debug, Default)]
pub(super) struct Shadows {
    body: FxHashSet<String>,
    type_params: Vec<String>,
}

impl Shadows {
    /// Whether `name` has another meaning here.
    pub(super) fn hide(&self, name: &str) -> bool {
        self.body.contains(name) || self.type_params.iter().any(|param| param == name)
    }

    /// Returns the names that are hidden in the body of `class`.
    pub(super) fn body_of(&self, class: &Class) -> Self {
        let own = class.body.iter().map(|node| node.name().to_owned());
        Self { body: self.body.iter().cloned().chain(own).collect(), type_params: self.type_params.clone() }
    }

    /// Adds type parameters, and returns what [`leave`](Self::leave) needs to remove them.
    pub(super) fn enter(&mut self, params: &[TypeParam]) -> usize {
        let before = self.type_params.len();
        self.type_params.extend(params.iter().map(|param| param.name.clone()));
        before
    }

    /// Removes the type parameters that were added since [`enter`](Self::enter) returned `before`.
    pub(super) fn leave(&mut self, before: usize) {
        self.type_params.truncate(before);
    }
}
