//! Small functions that macro expansions call, so that each expansion stays short.

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
