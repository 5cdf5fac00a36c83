//! Whether PyO3 is asked for the types of what is not annotated.

/// The value of `inspect`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Inspect {
    /// PyO3 is asked if annotations do not cover everything that Python has.
    #[default]
    Auto,
    /// PyO3 is asked in any case.
    Always,
    /// PyO3 is not asked.
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
