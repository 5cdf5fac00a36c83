//! The releases of PyO3, as far as their fragments differ.

/// A release of PyO3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Release {
    /// Types are text, and most of them are not known.
    V27,
    /// Types are trees. There are no docstrings.
    V28,
    /// There are docstrings, and keys are sorted.
    V29,
    /// Arguments that accept any integer are distinguished from those that accept an `int`. Later releases are read in
    /// the same way.
    #[default]
    V30,
}

impl Release {
    /// Returns the release of PyO3 that has this version, such as `0.29.3`.
    #[must_use]
    pub fn of_version(version: &str) -> Option<Self> {
        let mut parts = version.split('.').map(|part| part.parse::<u32>().ok());
        match (parts.next()??, parts.next()??) {
            (0, ..=27) => Some(Self::V27),
            (0, 28) => Some(Self::V28),
            (0, 29) => Some(Self::V29),
            _ => Some(Self::V30),
        }
    }
}

/// Properties of fragments that reveal the release that wrote them.
#[derive(Debug, Default)]
pub(super) struct Traces {
    /// A type is text.
    pub(super) text: bool,
    /// `None` is a name like others.
    pub(super) none_is_a_name: bool,
    /// The keys of a fragment are in no order.
    pub(super) is_unsorted: bool,
    /// A class has a list of decorators with nothing in it, or is a disjoint base.
    pub(super) all_decorators: bool,
    /// A parameter takes what has `__index__`.
    pub(super) index: bool,
}

impl Traces {
    /// Returns the release that fits.
    pub(super) fn release(&self) -> Release {
        if self.text {
            Release::V27
        } else if self.is_unsorted || self.none_is_a_name {
            Release::V28
        } else if self.all_decorators || self.index {
            Release::V30
        } else {
            Release::V29
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_have_releases() {
        assert_eq!(Release::of_version("0.27.2"), Some(Release::V27));
        assert_eq!(Release::of_version("0.28.0"), Some(Release::V28));
        assert_eq!(Release::of_version("0.29.3-alpha.1"), Some(Release::V29));
        assert_eq!(Release::of_version("0.31.0"), Some(Release::V30));
        assert_eq!(Release::of_version("1.0.0"), Some(Release::V30));
        assert_eq!(Release::of_version("main"), None);
    }
}
