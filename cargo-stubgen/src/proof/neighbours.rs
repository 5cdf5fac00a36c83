//! Other stubs of the project's package.

use super::finding::{Finding, Place};
use crate::rules::FindingRule;
use crate::stub::Opened;
use crate::tree::StubTree;
use std::path::Path;

/// Returns a finding for each other stub of the package that is not valid Python.
pub fn broken(opened: &Opened<'_>, tree: &StubTree) -> Vec<Finding> {
    let own: Vec<&Path> = tree.files.iter().map(|file| file.path.as_path()).collect();
    let broken = opened.project.broken_stubs(&own).into_iter();
    broken
        .map(|stub| Finding {
            place: Some(Place { file: stub.path, line: stub.line }),
            module: stub.module.clone(),
            ..Finding::new(&stub.module, FindingRule::BrokenStub { reason: stub.reason })
        })
        .collect()
}
