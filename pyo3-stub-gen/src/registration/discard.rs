//! `inventory::submit!` with the `registry` feature off.

/// Takes anything and expands to nothing.
#[cfg(not(feature = "registry"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __discard {
    ($($anything:tt)*) => {};
}
