//! The step of a version that semantic versioning asks for, with the steps below 1.0 that Cargo has.

use crate::rules::Verdict;
use std::fmt;

/// A step of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    verdict: Verdict,
    /// The old version, and the lowest new one.
    versions: Option<(Version, Version)>,
}

/// The release part of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// Returns the step that the gravest change asks for, from the version `old`.
pub fn of(verdict: Verdict, old: Option<&str>) -> Step {
    let versions = old.and_then(read).map(|version| (version, next(version, verdict)));
    Step { verdict, versions }
}

impl Step {
    /// Returns `major`, `minor` or `patch`: which part of the version is increased.
    pub fn name(&self) -> &'static str {
        match (self.verdict, self.versions.map(|(old, _)| (old.major, old.minor))) {
            (Verdict::Breaking, Some((0, 0))) => "patch",
            (Verdict::Breaking, Some((0, _))) => "minor",
            (Verdict::Breaking, _) => "major",
            (Verdict::Compatible, Some((0, _))) | (Verdict::Invisible, _) => "patch",
            (Verdict::Compatible, _) => "minor",
        }
    }

    /// Returns the old version and the lowest new one.
    pub fn versions(&self) -> Option<(String, String)> {
        self.versions.map(|(old, new)| (old.to_string(), new.to_string()))
    }

    /// Returns it in one line.
    pub fn sentence(&self) -> String {
        let name = self.name();
        let cause = match self.verdict {
            Verdict::Breaking => "breaking changes ask for",
            Verdict::Compatible => "compatible changes ask for",
            Verdict::Invisible => "without a change that users notice, the types ask for no more than",
        };
        match self.versions {
            Some((old, new)) if old.major == 0 => {
                format!("{cause} a {name} version: {old} -> {new} (below 1.0, as Cargo counts)")
            }
            Some((old, new)) => format!("{cause} a {name} version: {old} -> {new}"),
            None => {
                let below = match self.verdict {
                    Verdict::Breaking => " (below 1.0, as Cargo counts: a minor one)",
                    Verdict::Compatible => " (below 1.0, as Cargo counts: a patch)",
                    Verdict::Invisible => "",
                };
                format!("{cause} a {name} version{below}")
            }
        }
    }
}

/// Reads the release part of a version of Cargo or of Python. A version of another form is not known.
fn read(text: &str) -> Option<Version> {
    let text = text.trim().trim_start_matches('v');
    let end = text.find(|c: char| c != '.' && !c.is_ascii_digit()).unwrap_or(text.len());
    let mut numbers = text[..end].trim_end_matches('.').split('.').map(|part| part.parse::<u64>().ok());
    let major = numbers.next()??;
    let (minor, patch) = (numbers.next().unwrap_or(Some(0))?, numbers.next().unwrap_or(Some(0))?);
    Some(Version { major, minor, patch })
}

fn next(old: Version, verdict: Verdict) -> Version {
    let Version { major, minor, patch } = old;
    match (verdict, major, minor) {
        (Verdict::Breaking, 1.., _) => Version { major: major + 1, minor: 0, patch: 0 },
        (Verdict::Compatible, 1.., _) => Version { major, minor: minor + 1, patch: 0 },
        (Verdict::Breaking, 0, 1..) => Version { major, minor: minor + 1, patch: 0 },
        (Verdict::Breaking, 0, 0) | (Verdict::Compatible, 0, _) | (Verdict::Invisible, _, _) => {
            Version { major, minor, patch: patch + 1 }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::rules::Verdict;

    #[test]
    fn steps_are_those_of_cargo() {
        let cases = [
            (Verdict::Breaking, "1.4.2", "major", "2.0.0"),
            (Verdict::Compatible, "1.4.2", "minor", "1.5.0"),
            (Verdict::Invisible, "1.4.2", "patch", "1.4.3"),
            (Verdict::Breaking, "0.3.1", "minor", "0.4.0"),
            (Verdict::Compatible, "0.3.1", "patch", "0.3.2"),
            (Verdict::Breaking, "0.0.3", "patch", "0.0.4"),
            (Verdict::Breaking, "2.0", "major", "3.0.0"),
            (Verdict::Compatible, "1.0.0rc1", "minor", "1.1.0"),
        ];
        for (verdict, old, name, new) in cases {
            let step = of(verdict, Some(old));
            assert_eq!(step.name(), name, "{old}");
            assert_eq!(step.versions().map(|it| it.1).as_deref(), Some(new), "{old}");
        }
    }

    #[test]
    fn a_step_without_a_version_names_both_ways_to_count() {
        let text = of(Verdict::Breaking, None).sentence();
        assert_eq!(
            text,
            "breaking changes ask for a major version (below 1.0, as Cargo counts: a minor one)"
        );
        assert_eq!(of(Verdict::Breaking, Some("unknown")).versions(), None);
    }
}
