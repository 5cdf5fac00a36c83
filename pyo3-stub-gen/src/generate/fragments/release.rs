//! The releases of PyO3, as far as their fragments differ.

/// A release of PyO3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Release {
    /// Types are text, and most of them are not known.
    V27,
    /// Types are trees. There are no docstrings.
    V28,
    /// There are docstrings, and keys are sorted. These are 0.29.0 to 0.29.2.
    V29,
    /// The result of `__next__` lacks the `None` that ends an iteration. This is 0.29.3.
    V29_3,
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
        let (major, minor) = (parts.next()??, parts.next()??);
        // A pre-release has more than digits here.
        let patch = parts.next().flatten().unwrap_or_default();
        Some(match (major, minor, patch) {
            (0, ..=27, _) => Self::V27,
            (0, 28, _) => Self::V28,
            (0, 29, ..=2) => Self::V29,
            (0, 29, _) => Self::V29_3,
            _ => Self::V30,
        })
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
    /// The result of `__next__` may be `None`.
    pub(super) next_is_optional: bool,
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
        } else if self.next_is_optional {
            Release::V29
        } else {
            Release::V29_3
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
        assert_eq!(Release::of_version("0.29.2"), Some(Release::V29));
        assert_eq!(Release::of_version("0.29.3"), Some(Release::V29_3));
        assert_eq!(Release::of_version("0.30.0-alpha.1"), Some(Release::V30));
        assert_eq!(Release::of_version("0.31.0"), Some(Release::V30));
        assert_eq!(Release::of_version("1.0.0"), Some(Release::V30));
        assert_eq!(Release::of_version("main"), None);
    }
}
