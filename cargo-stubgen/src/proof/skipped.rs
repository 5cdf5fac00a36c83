//! Findings about what `#[gen_stub(skip)]` leaves out on purpose.

use super::finding::Finding;
use crate::rules::FindingRule;
use std::collections::HashSet;

/// Removes findings about a missing item in `skipped`, which contains dotted names, and about its signature.
pub fn remove(findings: &mut Vec<Finding>, skipped: &[String]) {
    if skipped.is_empty() {
        return;
    }
    let skipped: HashSet<&str> = skipped.iter().map(String::as_str).collect();
    findings.retain(|finding| {
        // If a constructor is left out, stubtest compares the one of `object`.
        let lacks_item =
            matches!(finding.rule, FindingRule::MissingInStub { .. } | FindingRule::WrongSignature { .. });
        let lacks_export = matches!(finding.rule, FindingRule::WrongExports { .. });
        !(lacks_item && is_skipped(&finding.path, &skipped) || lacks_export && lacks_only(finding, &skipped))
    });
}

/// Whether `path` is a skipped item, or is in one.
fn is_skipped(path: &str, skipped: &HashSet<&str>) -> bool {
    let ends = path.match_indices('.').map(|(end, _)| end).chain([path.len()]);
    ends.into_iter().any(|end| skipped.contains(&path[..end]))
}

/// Whether the `__all__` of a stub differs from that of its module by skipped items alone. Stubtest lists the names of
/// either that the other lacks.
fn lacks_only(finding: &Finding, skipped: &HashSet<&str>) -> bool {
    let Some(module) = finding.path.strip_suffix(".__all__") else { return false };
    let is_none = |text: Option<&String>| text.is_none_or(|text| quoted(text).next().is_none());
    let Some(runtime) = &finding.runtime_text else { return false };
    let mut lacking = quoted(runtime).peekable();
    is_none(finding.stub_text.as_ref())
        && lacking.peek().is_some()
        && lacking.all(|name| skipped.contains(format!("{module}.{name}").as_str()))
}

/// Returns the names between quotation marks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('\'').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::remove;
    use crate::proof::finding::Finding;
    use crate::rules::FindingRule;
    use crate::rules::ForStub;

    fn finding(path: &str, rule: FindingRule, runtime: &str) -> Finding {
        Finding {
            path: path.to_owned(),
            module: "m".to_owned(),
            rule,
            stub_text: Some("Names exported in the stub but not at runtime: []".to_owned()),
            runtime_text: Some(runtime.to_owned()),
            call: None,
            line: None,
            place: None,
            position: None,
        }
    }

    fn missing(path: &str) -> Finding {
        finding(path, FindingRule::MissingInStub { remedy: ForStub::Unknown }, "")
    }

    fn exports(names: &str) -> Finding {
        let runtime = format!("Names exported at runtime but not in the stub: {names}");
        finding("m.__all__", FindingRule::WrongExports { names: String::new() }, &runtime)
    }

    /// The paths that are left where `m.f` and `m.C.g` are skipped.
    fn left(mut findings: Vec<Finding>) -> Vec<String> {
        remove(&mut findings, &["m.f".to_owned(), "m.C.g".to_owned()]);
        findings.into_iter().map(|finding| finding.path).collect()
    }

    #[test]
    fn what_is_skipped_may_be_missing() {
        let all = ["m.f", "m.f.inner", "m.ff", "m.C.g", "m.C.h", "m.C"].map(missing);
        assert_eq!(left(all.into()), ["m.ff", "m.C.h", "m.C"]);
    }

    #[test]
    fn what_is_skipped_may_be_missing_in_all() {
        assert_eq!(left(vec![exports("['f']")]), Vec::<String>::new());
        assert_eq!(left(vec![exports("['f', 'other']")]), ["m.__all__"]);
        assert_eq!(left(vec![exports("[]")]), ["m.__all__"]);
    }
}
