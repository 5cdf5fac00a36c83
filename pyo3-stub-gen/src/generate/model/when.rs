//! The platforms and the versions of Python for which a stub declares an item.

use super::expr::Expr;

/// The conditions under which an item exists, all of which hold. Without any, it always exists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    /// The conditions, from the outermost `if` to the innermost.
    pub checks: Vec<Check>,
}

/// One condition, in a form that every type checker evaluates.
///
/// The forms are those of the [typing spec](https://typing.python.org/en/latest/spec/directives.html#version-and-platform-checking).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// `sys.platform` or `sys.version_info`.
    pub subject: Expr,
    /// What is asked of it.
    pub test: Test,
}

/// The question of a condition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Test {
    /// Whether the platform has this name, or another one.
    Platform {
        /// The value of `sys.platform`.
        name: String,
        /// Whether another platform is asked for.
        is_other: bool,
    },
    /// Whether the version of Python is at least this one, or older.
    Version {
        /// The version, by its two numbers.
        version: (u32, u32),
        /// Whether an older one is asked for.
        is_older: bool,
    },
}

impl When {
    /// Whether it applies everywhere.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.checks.is_empty()
    }

    /// Whether exactly one of `self` and `other` holds, because they are one question and its opposite.
    #[must_use]
    pub fn is_opposite(&self, other: &Self) -> bool {
        match (self.checks.as_slice(), other.checks.as_slice()) {
            ([a], [b]) => a.test.opposite() == b.test,
            _ => false,
        }
    }

    /// Whether `self` and `other` never hold together.
    #[must_use]
    pub fn excludes(&self, other: &Self) -> bool {
        self.checks.iter().any(|own| other.checks.iter().any(|check| own.test.excludes(&check.test)))
    }

    /// Returns the questions, by which items with the same conditions are grouped. A question comes before its opposite.
    pub(in crate::generate) fn tests(&self) -> Vec<&Test> {
        self.checks.iter().map(|check| &check.test).collect()
    }
}

impl Check {
    /// Returns the condition that asks `test`.
    #[must_use]
    pub fn new(test: Test) -> Self {
        let subject = match test {
            Test::Platform { .. } => Expr::external("sys", "platform"),
            Test::Version { .. } => Expr::external("sys", "version_info"),
        };
        Self { subject, test }
    }
}

impl Test {
    /// Whether `self` and `other` never hold together.
    fn excludes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Platform { name: a, is_other: false }, Self::Platform { name: b, is_other: false }) => {
                a != b
            }
            (Self::Platform { name: a, is_other: one }, Self::Platform { name: b, is_other: two }) => {
                one != two && a == b
            }
            (Self::Version { version: a, is_older: true }, Self::Version { version: b, is_older: false })
            | (Self::Version { version: b, is_older: false }, Self::Version { version: a, is_older: true }) => {
                a <= b
            }
            (Self::Version { .. }, Self::Version { .. })
            | (Self::Platform { .. }, Self::Version { .. })
            | (Self::Version { .. }, Self::Platform { .. }) => false,
        }
    }

    fn opposite(&self) -> Self {
        match self.clone() {
            Self::Platform { name, is_other } => Self::Platform { name, is_other: !is_other },
            Self::Version { version, is_older } => Self::Version { version, is_older: !is_older },
        }
    }
}
