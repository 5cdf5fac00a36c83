//! Findings that the project accepts: `ignore` of `[tool.pyo3-stub-gen.test]`.

use super::finding::Finding;
use crate::rules::StubRule;
use pyo3_stub_gen::generate::Problem;

/// Removes the findings that `entries` accept, and returns a warning for each entry that accepts none.
pub fn remove(findings: &mut Vec<Finding>, entries: &[String]) -> Vec<Problem> {
    let unused = entries.iter().filter(|entry| !findings.iter().any(|finding| accepts(entry, finding)));
    let warnings =
        unused.map(|entry| StubRule::UnusedIgnore { entry: entry.clone() }.problem(None)).collect();
    findings.retain(|finding| !entries.iter().any(|entry| accepts(entry, finding)));
    warnings
}

/// Whether `entry` is the code and the name of `finding`. A name may end with `.*`.
fn accepts(entry: &str, finding: &Finding) -> bool {
    let Some((code, name)) = entry.split_once(':') else { return false };
    let is_below = |name: &str| finding.path.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    code.trim() == finding.code()
        && match name.trim().strip_suffix(".*") {
            Some(name) => is_below(name),
            None => name.trim() == finding.path,
        }
}
