//! A version of Python.

use std::fmt;

/// A version of Python, such as 3.11.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PythonVersion {
    /// The first number: 3.
    pub major: u32,
    /// The second number: 11.
    pub minor: u32,
}

impl PythonVersion {
    /// Reads `3.11`, `3.11.4`, `3.11.*` or `3`. Other texts are `None`.
    pub(in crate::generate) fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('.');
        let major = numbers.next()?.trim().parse().ok()?;
        let minor = match numbers.next() {
            None | Some("*") => 0,
            Some(minor) => minor.trim().parse().ok()?,
        };
        let patches = numbers.all(|patch| patch == "*" || patch.starts_with(|c: char| c.is_ascii_digit()));
        patches.then_some(Self { major, minor })
    }
}

/// `3.11`.
impl fmt::Display for PythonVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}
