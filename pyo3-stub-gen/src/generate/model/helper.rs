//! The protocols that a stub declares for types that PyO3 accepts and Python has no protocol for.

/// A protocol that a stub declares for itself. It exists only for type checkers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Helper {
    /// An object with `__index__` that is not an array.
    Index,
    /// An object with `__float__` that is not an array.
    Float,
    /// An object with `__complex__` that is not an array.
    Complex,
    /// A `float`, and not an `int`, which passes for one otherwise.
    ExactFloat,
    /// A `complex`, and not a `float`.
    ExactComplex,
    /// A sequence that is not a `str`, which is a sequence of `str` otherwise.
    SequenceNotStr,
    /// A `dict`, whose values may be narrower than it states.
    Dict,
    /// An object with items whose keys are texts.
    TextItems,
    /// An object with items whose keys are numbers.
    IndexItems,
}

impl Helper {
    /// All protocols, in the order in which a stub declares them.
    pub const ALL: [Self; 9] = [
        Self::Index,
        Self::Float,
        Self::Complex,
        Self::ExactFloat,
        Self::ExactComplex,
        Self::SequenceNotStr,
        Self::Dict,
        Self::TextItems,
        Self::IndexItems,
    ];

    /// Returns the name of the class, unless the file has another use for it.
    #[must_use]
    pub fn class_name(self) -> &'static str {
        match self {
            Self::Index => "_SupportsIndex",
            Self::Float => "_SupportsFloat",
            Self::Complex => "_SupportsComplex",
            Self::ExactFloat => "_ExactFloat",
            Self::ExactComplex => "_ExactComplex",
            Self::SequenceNotStr => "_SequenceNotStr",
            Self::Dict => "_Dict",
            Self::TextItems => "_HasTextItems",
            Self::IndexItems => "_HasIndexItems",
        }
    }
}
