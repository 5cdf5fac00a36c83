//! The versions of Python that the lists are read for.

/// The minor version of the oldest Python.
pub(super) const OLDEST: u8 = 10;

/// The minor version of the newest Python.
pub(super) const NEWEST: u8 = 15;
