//! Another source of the types of surveyed objects.

use super::parameter::SurveyedParameter;
use super::shown::kind;
use crate::facts::{DefaultFact, Fact, ParameterFact, Position, TypeExpr};

/// Finds the type that refers to a class of the extension, by its index in the survey.
pub type OwnClass<'a> = &'a dyn Fn(usize) -> TypeExpr;

/// A signature with types.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// The parameters without the receiver.
    pub parameters: Vec<ParameterFact>,
    /// The type of the result, which is the awaited type if it is `async`.
    pub returns: TypeExpr,
    /// Whether it is `async`.
    pub is_async: bool,
}

/// A source of types. Objects are given by their indices in the survey, and unknown types are `None`.
///
/// It does not determine which objects exist, or in which modules.
pub trait Types {
    /// Returns the signature of a function.
    fn function(&self, function: usize, own: OwnClass<'_>) -> Option<Signature>;
    /// Returns the signature of a method, `__new__` among them.
    fn method(&self, class: usize, name: &str, own: OwnClass<'_>) -> Option<Signature>;
    /// Returns the type of a property.
    fn getter(&self, class: usize, name: &str, own: OwnClass<'_>) -> Option<TypeExpr>;
    /// Returns what a property can be set to.
    fn setter(&self, class: usize, name: &str, own: OwnClass<'_>) -> Option<TypeExpr>;
    /// Whether a property can be deleted.
    fn has_deleter(&self, class: usize, name: &str) -> bool;
    /// Returns the type of a class attribute.
    fn attribute(&self, class: usize, name: &str, own: OwnClass<'_>) -> Option<TypeExpr>;
    /// Returns the type of a module's constant.
    fn constant(&self, module: &[String], name: &str, own: OwnClass<'_>) -> Option<TypeExpr>;
    /// Returns the Python source of the value of a class attribute.
    fn attribute_value(&self, class: usize, name: &str) -> Option<&str>;
    /// Returns the Python source of the value of a module's constant.
    fn constant_value(&self, module: &[String], name: &str) -> Option<&str>;
    /// Returns the name of the special method that makes CPython show `name`, where that is another one.
    fn shown_for(&self, class: usize, name: &str) -> Option<&'static str>;
    /// Describes the classes that no module has and its types refer to.
    fn hidden(&self, own: OwnClass<'_>, position: &Position) -> Vec<Fact>;
}

impl Signature {
    /// Returns its parameters as Python shows them: `shown` without the receiver. Where Python shows none, or shows
    /// those of CPython's own wrapper, they are the signature's own.
    #[must_use]
    pub(super) fn parameters_as(self, shown: Option<&[SurveyedParameter]>) -> Vec<ParameterFact> {
        let Some(shown) = shown else { return self.parameters };
        let parameter = |it: &SurveyedParameter| {
            let same = self.parameters.iter().find(|parameter| parameter.name == it.name);
            ParameterFact {
                r#type: same.map_or_else(incomplete, |parameter| parameter.r#type.clone()),
                ..untyped(it)
            }
        };
        shown.iter().map(parameter).collect()
    }
}

/// A parameter that only the survey describes.
pub(super) fn untyped(shown: &SurveyedParameter) -> ParameterFact {
    let default = shown.default.clone().map(DefaultFact::Text);
    ParameterFact { name: shown.name.clone(), kind: kind(shown.kind), r#type: incomplete(), default }
}

/// The type of an object that is not described.
///
/// `_typeshed.Incomplete` is typeshed's own mark for that (typeshed's `CONTRIBUTING.md`). Type checkers treat it as
/// `Any`.
#[must_use]
pub fn incomplete() -> TypeExpr {
    TypeExpr::named("_typeshed", "Incomplete")
}
