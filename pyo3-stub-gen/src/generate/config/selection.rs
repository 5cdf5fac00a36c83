//! Which of several names a key selects.

/// The value of a key that is `true`, `false` or a list of dotted names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Selection {
    /// `false`.
    #[default]
    None,
    /// `true`.
    All,
    /// A list of names.
    Named(Vec<String>),
}

impl Selection {
    /// Whether `name` is selected.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Named(names) => names.iter().any(|it| it == name),
        }
    }
}
