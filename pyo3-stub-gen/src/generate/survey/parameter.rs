//! A parameter as Python shows it.

use serde::Deserialize;

/// A parameter, as `inspect.signature` gives it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SurveyedParameter {
    /// The name without stars.
    pub name: String,
    /// How it may be passed.
    pub kind: SurveyedParameterKind,
    /// The source of its default, `...` if it has none.
    pub default: Option<String>,
}

/// The kinds of `inspect.Parameter`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SurveyedParameterKind {
    /// By position only.
    PositionalOnly,
    /// By position or by name.
    PositionalOrKeyword,
    /// `*args`.
    VarPositional,
    /// By name only.
    KeywordOnly,
    /// `**kwargs`.
    VarKeyword,
}
