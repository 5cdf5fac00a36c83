//! The calls that a function accepts, by the number of arguments.

use crate::facts::ParameterKind;
use crate::generate::model::{Function, Parameter};

/// The calls that a method accepts, without types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CallShape {
    /// The fewest positional arguments.
    required: usize,
    /// The most positional arguments, or `None` if any number is taken.
    most: Option<usize>,
    /// Whether an argument must be passed by name.
    needs_name: bool,
    /// Whether it takes any call, as far as type checkers are concerned: `(*args: Any, **kwargs: Any)`.
    is_open: bool,
}

impl CallShape {
    /// Returns the shape of a method without its receiver.
    pub(super) fn of(function: &Function) -> Self {
        let is_receiver = |parameter: &Parameter| parameter.annotation.is_none();
        let parameters = || function.parameters.iter().filter(|parameter| !is_receiver(parameter));
        let of = |kind| parameters().any(|parameter| parameter.kind == kind);
        let (args, kwargs) = (of(ParameterKind::VarPositional), of(ParameterKind::VarKeyword));
        let positional = || {
            parameters().filter(|parameter| {
                matches!(parameter.kind, ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword)
            })
        };
        let by_name = parameters().filter(|parameter| parameter.kind == ParameterKind::KeywordOnly);
        Self {
            required: positional().filter(|parameter| parameter.default.is_none()).count(),
            most: (!args).then(|| positional().count()),
            needs_name: by_name.into_iter().any(|parameter| parameter.default.is_none()),
            is_open: args && kwargs && parameters().count() == 2,
        }
    }

    /// Whether it takes any call, as far as type checkers are concerned.
    pub(super) fn is_open(self) -> bool {
        self.is_open
    }

    /// Whether a method of this shape takes every call that a method of the shape `other` takes.
    pub(super) fn takes_all_of(self, other: Self) -> bool {
        let takes_most = match (self.most, other.most) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(other)) => own >= other,
        };
        self.is_open
            || other.is_open
            || self.required <= other.required && takes_most && (!self.needs_name || other.needs_name)
    }
}
