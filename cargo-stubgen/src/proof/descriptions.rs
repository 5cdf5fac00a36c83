//! Finds descriptions of submodules that type checkers would not treat as modules.

use super::finding::Finding;
use crate::rules::FindingRule;
use crate::tree::StubTree;
use pyo3_stub_gen::generate::expand::SubmoduleMistake;

/// Returns what is wrong with how `tree` describes submodules.
pub fn findings(tree: &StubTree) -> Vec<Finding> {
    let problems = tree.problems.iter();
    problems
        .map(|problem| Finding {
            line: Some(problem.line),
            ..Finding::new(&problem.path, rule(&problem.mistake))
        })
        .collect()
}

fn rule(mistake: &SubmoduleMistake) -> FindingRule {
    match mistake.clone() {
        SubmoduleMistake::NotFinal { class } => FindingRule::SubmoduleNotFinal { class },
        SubmoduleMistake::NotProtocol { class } => FindingRule::SubmoduleNotProtocol { class },
        SubmoduleMistake::NotStatic => FindingRule::FunctionNotStatic,
    }
}
