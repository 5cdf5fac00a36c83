//! Submodules that an extension makes importable, and that the configuration does not declare.

use super::finding::Finding;
use crate::rules::FindingRule;
use crate::tree::StubTree;
use pyo3_stub_gen::generate::problem::Problem;
use pyo3_stub_gen::generate::rules::SurveyRule;
use std::collections::BTreeMap;

/// The dotted names of submodules, with their names for the configuration.
pub type Undeclared = BTreeMap<String, String>;

/// Takes the findings about imports that fail because the configuration does not declare the submodules. Returns the latter.
pub fn take(findings: &mut Vec<Finding>, tree: &StubTree) -> Undeclared {
    let mut undeclared = Undeclared::new();
    findings.retain(|finding| {
        let name = declarable(&finding.rule).filter(|_| !tree.has_file(&finding.path));
        undeclared.extend(name.map(|name| (finding.path.clone(), name.clone())));
        name.is_none()
    });
    undeclared
}

/// Returns the warning about `undeclared`, which `cargo stubgen` prints too: the rest of the stub is right without the key.
pub fn warning(undeclared: &Undeclared) -> Option<Problem> {
    let (submodules, names): (Vec<String>, Vec<String>) = undeclared.clone().into_iter().unzip();
    (!names.is_empty()).then(|| SurveyRule::UnlistedImportable { submodules, names }.problem(None))
}

/// Returns the name for the configuration of a submodule that the extension makes importable, if `rule` is about one.
fn declarable(rule: &FindingRule) -> Option<&String> {
    if let FindingRule::RejectedImport { importable, .. } | FindingRule::ImportableAtRuntime { importable } =
        rule
    {
        importable.as_ref()
    } else {
        None
    }
}
