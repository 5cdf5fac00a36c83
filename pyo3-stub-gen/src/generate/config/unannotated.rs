//! How names of the extension that are not annotated are handled.

/// The value of `unannotated`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unannotated {
    /// The stub describes them as Python sees them, with `Incomplete` for unknown types.
    #[default]
    Incomplete,
    /// The stub leaves them out.
    Omit,
    /// They are an error.
    Deny,
}

impl Unannotated {
    /// All values, the default first.
    pub const ALL: &'static [Self] = &[Self::Incomplete, Self::Omit, Self::Deny];

    /// Returns the value as the configuration spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::Omit => "omit",
            Self::Deny => "deny",
        }
    }
}
