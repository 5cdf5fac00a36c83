//! Python version specifiers (`>=3.10,<4`), as far as a stub and a Cargo feature depend on them.

use crate::generate::config::PythonVersion;

/// A list of conditions on a version of Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Specifiers(Vec<Condition>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Condition {
    operator: Operator,
    version: PythonVersion,
    /// Whether the version has fewer than three numbers.
    any_patch: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    AtLeast,
    Above,
    AtMost,
    Below,
    Equal,
    NotEqual,
    Compatible,
}

const OPERATORS: [(&str, Operator); 8] = [
    ("===", Operator::Equal),
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    ("==", Operator::Equal),
    ("!=", Operator::NotEqual),
    ("~=", Operator::Compatible),
    (">", Operator::Above),
    ("<", Operator::Below),
];

impl Specifiers {
    /// Reads `text`. Returns `None` if it is not a list of conditions.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(condition).collect::<Option<Vec<_>>>().map(Self)
    }

    /// Returns the oldest version that they allow, if they have a lower bound.
    #[must_use]
    pub fn lower_bound(&self) -> Option<PythonVersion> {
        let bounds = self.0.iter().filter(|condition| {
            matches!(
                condition.operator,
                Operator::AtLeast | Operator::Above | Operator::Equal | Operator::Compatible
            )
        });
        bounds.map(|condition| condition.version).max()
    }

    /// Whether `version` meets all of them. Patch releases are not distinguished.
    #[must_use]
    pub fn contains(&self, version: PythonVersion) -> bool {
        self.0.iter().all(|condition| condition.holds(version))
    }
}

impl Condition {
    fn holds(&self, version: PythonVersion) -> bool {
        match self.operator {
            Operator::AtLeast => version >= self.version,
            Operator::Above => version > self.version,
            Operator::AtMost => version <= self.version,
            Operator::Below => version < self.version,
            Operator::Equal => version == self.version,
            Operator::NotEqual => version != self.version,
            Operator::Compatible if self.any_patch => {
                version >= self.version && version.major == self.version.major
            }
            Operator::Compatible => version == self.version,
        }
    }
}

fn condition(text: &str) -> Option<Condition> {
    let (symbol, operator) = OPERATORS.iter().find(|(symbol, _)| text.starts_with(symbol))?;
    let number = text[symbol.len()..].trim();
    let version = PythonVersion::parse(number)?;
    Some(Condition { operator: *operator, version, any_patch: number.split('.').count() < 3 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(text: &str) -> Option<(u32, u32)> {
        Specifiers::parse(text)?.lower_bound().map(|version| (version.major, version.minor))
    }

    #[test]
    fn the_lower_bound_is_the_oldest_python_allowed() {
        assert_eq!(bound(">=3.10"), Some((3, 10)));
        assert_eq!(bound(">= 3.9.2, <4"), Some((3, 9)));
        assert_eq!(bound("<4,>=3.8,!=3.9.*"), Some((3, 8)));
        assert_eq!(bound("~=3.11"), Some((3, 11)));
        assert_eq!(bound("==3.12.*"), Some((3, 12)));
        assert_eq!(bound("<4"), None);
        assert_eq!(bound("^3.9"), None);
    }

    #[test]
    fn a_version_meets_its_conditions() {
        let holds = |text: &str, minor| {
            Specifiers::parse(text).is_some_and(|it| it.contains(PythonVersion { major: 3, minor }))
        };
        assert!(holds(">=3.11", 11) && !holds(">=3.11", 10));
        assert!(holds("<3.11", 10) && !holds("<3.11", 11));
        assert!(holds("~=3.9", 12) && holds("==3.9.*", 9) && !holds("==3.9.*", 10));
    }
}
