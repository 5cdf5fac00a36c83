//! Whether a second build with PyO3's `experimental-inspect` provides types.

/// The value of `inspect`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Inspect {
    /// The second build runs if some names are not annotated.
    #[default]
    Auto,
    /// The second build always runs.
    Always,
    /// The second build never runs.
    Never,
}

impl Inspect {
    /// All values, the default first.
    pub const ALL: &'static [Self] = &[Self::Auto, Self::Always, Self::Never];

    /// Returns the value as the configuration spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}
