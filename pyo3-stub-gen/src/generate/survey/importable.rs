//! Importable submodules that the stub does not declare as modules.

use super::witness::Survey;
use crate::facts::{Fact, Facts};
use crate::generate::config::{Config, Selection};
use crate::generate::problem::Problem;
use crate::generate::rules::SurveyRule;
use crate::text::dotted;

/// Returns the problems of the submodules that the extension has added to `sys.modules`. The configuration names those
/// that the stub declares, and a package that is declared has a stub of its own.
pub(super) fn undeclared(survey: &Survey, facts: &Facts, extension: &str, config: &Config) -> Vec<Problem> {
    let (mut unlisted, mut names) = (Vec::new(), Vec::new());
    // The others, with their submodules: those below the package around the extension, and the rest.
    let mut around = (Vec::new(), Vec::new());
    let mut outside = (Vec::new(), Vec::new());
    for module in survey.modules.iter().filter(|module| !module.path.is_empty()) {
        let submodule = dotted::join(extension, &module.path);
        let (own, others): (Vec<&String>, Vec<&String>) =
            module.imports.iter().partition(|import| **import == submodule);
        let is_listed = is_listed(&config.importable_submodules, &module.path, &submodule);
        if !own.is_empty() && !is_listed {
            names.push(module.path.join("."));
            unlisted.push(submodule.clone());
        }
        // A submodule that is imported under the extension's name is importable for type checkers too.
        for import in others.into_iter().filter(|import| own.is_empty() && !is_declared(facts, import)) {
            let is_around = dotted::is_around(import, extension);
            if is_around && config.importable_submodules.contains(import) {
                continue;
            }
            let (submodules, imports) = if is_around { &mut around } else { &mut outside };
            submodules.push(submodule.clone());
            imports.push(import.clone());
        }
    }
    let mut problems = Vec::new();
    if !unlisted.is_empty() {
        problems.push(SurveyRule::UnlistedImportable { submodules: unlisted, names }.problem(None));
    }
    for ((submodules, imports), is_around) in [(around, true), (outside, false)] {
        if !imports.is_empty() {
            problems.push(SurveyRule::OtherImport { submodules, imports, is_around }.problem(None));
        }
    }
    problems
}

fn is_listed(selection: &Selection, path: &[String], submodule: &str) -> bool {
    match selection {
        Selection::None => false,
        Selection::All => true,
        Selection::Named(names) => names.iter().any(|name| name == submodule || dotted::parts(name) == path),
    }
}

/// Whether `reexport_module_members!` declares the package `name`.
fn is_declared(facts: &Facts, name: &str) -> bool {
    facts.facts.iter().any(|fact| matches!(fact, Fact::Reexport(fact) if fact.target == name))
}
