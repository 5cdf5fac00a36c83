//! Small functions that macro expansions call, so that each expansion stays short.

use crate::TypeInfo;
use crate::facts::{Position, TextExpr, TypeExpr};
use crate::records::{At, Default, Parameter, ParameterKind};

/// The type `Self`.
#[must_use]
pub fn self_type() -> TypeInfo {
    TypeExpr::SelfType.into()
}

/// The type `object`.
#[must_use]
pub fn object() -> TypeInfo {
    TypeInfo::builtin("object")
}

/// The type `memoryview`, what `__buffer__` returns.
#[must_use]
pub fn memoryview() -> TypeInfo {
    TypeInfo::builtin("memoryview")
}

/// The type of a function that never returns.
#[must_use]
pub fn no_return() -> TypeInfo {
    TypeInfo::with_module("NoReturn", "typing".into())
}

/// Python source of a type, with the place where it was written.
#[must_use]
pub fn text(text: &str, imports: &[&str], at: At) -> TypeInfo {
    TypeExpr::Text(TextExpr {
        text: text.to_owned(),
        imports: imports.iter().map(|&module| module.to_owned()).collect(),
        position: Some(Position { file: at.file.to_owned(), line: at.line, column: at.column }),
    })
    .into()
}

/// The parameter of `__buffer__`.
pub const BUFFER_FLAGS: Parameter = Parameter {
    name: "flags",
    kind: ParameterKind::PositionalOnly,
    r#type: || TypeInfo::builtin("int"),
    default: Default::None,
};

/// A default of an `Option`: PyO3 takes `1` and `Some(1)` alike.
pub trait IntoOption<T> {
    /// The value as an `Option`.
    fn into_option(self) -> Option<T>;
}

impl<T> IntoOption<T> for T {
    fn into_option(self) -> Option<T> {
        Some(self)
    }
}

impl<T> IntoOption<T> for Option<T> {
    fn into_option(self) -> Option<T> {
        self
    }
}
