//! The place of a type.

use crate::facts::{Position, TextExpr};
use crate::generate::model::Expr;
use crate::generate::python::Bindings;

/// The place of a type: the names that it can use, and its description in messages.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// The path of the submodule.
    pub(super) path: Vec<String>,
    /// The item, such as `class Foo` or `method Foo.bar`.
    pub(super) what: String,
    /// Where it was written.
    pub(super) position: Option<Position>,
    /// The type parameters in scope.
    pub(super) type_params: Vec<String>,
    /// The aliases that the text defines, written out.
    pub(super) aliases: Vec<(String, Expr)>,
    /// The names that import statements bind.
    pub(super) bindings: Bindings,
    /// The enclosing scope, which decides whether `Self` has a meaning.
    pub(super) surrounding: Surrounding,
    /// The id of the class around it.
    pub(super) class: Option<u32>,
}

/// The scope around a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Surrounding {
    /// A module.
    #[default]
    Module,
    /// A class.
    Class,
}

impl Place {
    /// Returns the same place, one item further in.
    pub(super) fn inner(&self, what: impl Into<String>, position: Option<&Position>) -> Self {
        Self {
            what: what.into(),
            position: position.cloned().or_else(|| self.position.clone()),
            ..self.clone()
        }
    }

    /// Returns the same place, with the position of `text`.
    pub(super) fn of_text(&self, text: &TextExpr) -> Self {
        self.inner(self.what.clone(), text.position.as_ref())
    }
}
