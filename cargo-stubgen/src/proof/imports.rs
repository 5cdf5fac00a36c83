//! Import statements on which the interpreter, the stub and the type checkers disagree.

use super::finding::Finding;
use super::forms::Form;
use super::survey::{LazyFault, Survey};
use crate::args::CheckerName;
use crate::rules::FindingRule;
use crate::tree::StubTree;
use pyo3_stub_gen::text::dotted;

/// Returns the forms on which the interpreter and the checkers disagree. `rejections` has the forms that each
/// checker rejects.
pub fn findings(
    tree: &StubTree,
    forms: &[Form],
    survey: &Survey,
    rejections: &[(CheckerName, Vec<usize>)],
) -> Vec<Finding> {
    let mut findings: Vec<Finding> = survey.lazy.iter().map(|(name, fault)| lazy(name, fault)).collect();
    let outcomes = forms.iter().zip(&survey.forms).enumerate();
    for (index, (form, raised)) in outcomes {
        let is_there = survey.modules.contains_key(&form.submodule);
        for (checker, rejected) in rejections {
            let (form_text, checker) = (form.shown(), checker.name().to_owned());
            let importable = importable(tree, form, survey);
            let rule = match (raised, rejected.contains(&index)) {
                (Some(error), false) if is_there && !survey.is_of_initialiser(error) => {
                    FindingRule::AcceptedImport { form: form_text, checker, error: error.clone(), importable }
                }
                (None, true) => FindingRule::RejectedImport { form: form_text, checker, importable },
                (Some(_), _) | (None, false) => continue,
            };
            findings.push(Finding::new(&form.submodule, rule));
        }
    }
    if rejections.is_empty() {
        findings.extend(without_checkers(tree, forms, survey));
    }
    findings
}

/// Returns what is wrong with a submodule that is made when it is used.
fn lazy(name: &str, fault: &LazyFault) -> Finding {
    let rule = match fault {
        LazyFault::Error(error) => FindingRule::UnloadableSubmodule { error: error.clone() },
        LazyFault::Early(_) => FindingRule::EarlySubmodule,
        LazyFault::Differs(_) => FindingRule::TwoSubmodules,
    };
    Finding::new(name, rule)
}

/// Returns what can be said without a checker: a submodule can be imported if it has a file of its own, and only then.
fn without_checkers(tree: &StubTree, forms: &[Form], survey: &Survey) -> Vec<Finding> {
    let imports = forms.iter().zip(&survey.forms);
    let imports = imports.filter(|(form, _)| form.code == format!("import {}", form.submodule));
    imports
        .filter_map(|(form, raised)| {
            let has_file = tree.has_file(&form.submodule);
            let is_there = survey.modules.contains_key(&form.submodule);
            let importable = importable(tree, form, survey);
            let rule = match raised {
                None if !has_file => FindingRule::ImportableAtRuntime { importable },
                Some(error) if has_file && is_there && !survey.is_of_initialiser(error) => {
                    FindingRule::ImportableInStub { error: error.clone(), importable }
                }
                None | Some(_) => return None,
            };
            Some(Finding::new(&form.submodule, rule))
        })
        .collect()
}

/// Returns the name of the submodule below the extension, as the configuration takes it, if the extension registers it.
fn importable(tree: &StubTree, form: &Form, survey: &Survey) -> Option<String> {
    let module = survey.modules.get(&form.submodule).filter(|module| module.registered);
    let name = dotted::below(&form.submodule, tree.root()).unwrap_or(&form.submodule);
    module.map(|_| name.to_owned())
}
