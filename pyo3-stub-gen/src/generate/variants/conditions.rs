//! From the targets that have an item to the conditions under which it exists.

use crate::generate::config::PythonVersion;
use crate::generate::model::{Check, Test, When};
use std::collections::BTreeSet;

/// A platform and a version of Python.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// The value of `sys.platform`.
    pub platform: String,
    /// The version of Python.
    pub version: PythonVersion,
}

/// Returns the conditions that hold for `chosen`, and for none of the other targets among `all`: any one of the result
/// suffices. Both are indices of `targets`, and `all` contains `chosen`.
///
/// Platforms that no target has count as the first one, and versions as the next older one that a target has.
pub(super) fn conditions(targets: &[Target], all: &[usize], chosen: &[usize]) -> Vec<When> {
    let of = |indices: &[usize], platform: &str| -> BTreeSet<PythonVersion> {
        let targets = indices.iter().filter_map(|index| targets.get(*index));
        targets.filter(|target| target.platform == platform).map(|target| target.version).collect()
    };
    let mut platforms: Vec<&str> = Vec::new();
    for target in all.iter().filter_map(|index| targets.get(*index)) {
        if !platforms.contains(&target.platform.as_str()) {
            platforms.push(&target.platform);
        }
    }
    // Platforms on which the same versions have the item share their conditions.
    let mut groups: Vec<(Vec<Vec<Check>>, Vec<&str>)> = Vec::new();
    for platform in &platforms {
        let ranges = ranges(&of(all, platform), &of(chosen, platform));
        match groups.iter_mut().find(|(known, _)| *known == ranges) {
            Some((_, group)) => group.push(platform),
            None => groups.push((ranges, vec![platform])),
        }
    }
    let mut found = Vec::new();
    for (ranges, group) in groups {
        for platform in alternatives(&platforms, &group) {
            let checks = ranges.iter().map(|range| [platform.as_slice(), range].concat());
            found.extend(checks.map(|checks| When { checks }));
        }
    }
    found
}

/// Returns the conditions for the platforms of `group` among `all`, any one of which suffices.
fn alternatives(all: &[&str], group: &[&str]) -> Vec<Vec<Check>> {
    let check = |name: &str, is_other| Check::new(Test::Platform { name: name.to_owned(), is_other });
    let has_first = all.first().is_some_and(|first| group.contains(first));
    if has_first {
        let others = all.iter().filter(|name| !group.contains(name));
        vec![others.map(|name| check(name, true)).collect()]
    } else {
        group.iter().map(|name| vec![check(name, false)]).collect()
    }
}

/// Returns the conditions for the versions of `chosen` among `all`, any one of which suffices: one for each range.
fn ranges(all: &BTreeSet<PythonVersion>, chosen: &BTreeSet<PythonVersion>) -> Vec<Vec<Check>> {
    let check = |version: &PythonVersion, is_older| {
        Check::new(Test::Version { version: (version.major, version.minor), is_older })
    };
    let mut found: Vec<Vec<Check>> = Vec::new();
    let mut is_in_range = false;
    for version in all {
        match (is_in_range, chosen.contains(version)) {
            (false, true) if all.first() == Some(version) => found.push(Vec::new()),
            (false, true) => found.push(vec![check(version, false)]),
            (true, false) => {
                if let Some(range) = found.last_mut() {
                    range.push(check(version, true));
                }
            }
            (false, false) | (true, true) => {}
        }
        is_in_range = chosen.contains(version);
    }
    found
}
