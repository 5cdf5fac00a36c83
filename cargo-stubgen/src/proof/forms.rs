//! The import statements by which a user may reach a submodule, and who thinks what of them.

use super::Finding;
use super::driver::Survey;
use super::tree::{StubTree, last};
use crate::args::CheckerName;

/// An import statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The submodule that it is about.
    pub submodule: String,
    /// The code, with the real name of the module.
    pub code: String,
    /// The code with `{}` where the name of the module stands.
    pattern: String,
}

impl Form {
    /// The code with another name for the module of the extension.
    pub fn with_module(&self, name: &str) -> String {
        self.pattern.replace("{}", name)
    }
}

/// The import statements for every submodule of `tree`.
pub fn of(tree: &StubTree) -> Vec<Form> {
    let root = tree.root();
    let forms = tree.submodules().flat_map(|submodule| {
        let path = submodule.strip_prefix(root).unwrap_or(submodule);
        let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
        let dotted = format!("{{}}{path}");
        let mut patterns = vec![
            format!("import {dotted}"),
            format!("import {dotted} as s"),
            format!("from {{}}{parent} import {name}"),
            format!("from {{}}{parent} import *\nx = {name}"),
        ];
        let names = tree.names(submodule);
        let first = names.iter().find(|it| !it.starts_with('_'));
        patterns.extend(first.map(|first| format!("from {dotted} import {first}")));
        patterns.into_iter().map(|pattern| Form {
            submodule: submodule.to_owned(),
            code: pattern.replace("{}", root),
            pattern,
        })
    });
    forms.collect()
}

/// Where the interpreter and the checkers disagree. `objections` are the forms that a checker objects to.
pub fn findings(
    forms: &[Form],
    survey: &Survey,
    objections: &[(CheckerName, Vec<usize>)],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let outcomes = forms.iter().zip(&survey.forms).enumerate();
    for (index, (form, raised)) in outcomes {
        let is_there = survey.modules.contains_key(&form.submodule);
        for (checker, objected) in objections {
            let message = match (raised, objected.contains(&index)) {
                (Some(raised), false) if is_there => {
                    format!("`{}` is accepted by {}, but raises {raised}", shown(form), checker.name())
                }
                (None, true) => format!("`{}` runs, but {} objects to it", shown(form), checker.name()),
                _ => continue,
            };
            findings.push(Finding::new(&form.submodule, &message).with_help(help(form, survey)));
        }
    }
    findings.extend(unsaid(forms, survey, objections));
    findings
}

/// What no checker was asked about: a submodule in `sys.modules` that the stub says cannot be imported.
fn unsaid(forms: &[Form], survey: &Survey, objections: &[(CheckerName, Vec<usize>)]) -> Vec<Finding> {
    if !objections.is_empty() {
        return Vec::new();
    }
    let imports = forms.iter().zip(&survey.forms);
    let runs = imports.filter(|(form, raised)| form.code == format!("import {}", form.submodule) && raised.is_none());
    runs.map(|(form, _)| {
        let message = "can be imported at run time, and one stub for one library says that it cannot";
        Finding::new(&form.submodule, message).with_help(help(form, survey))
    })
    .collect()
}

fn shown(form: &Form) -> String {
    form.code.replace('\n', "; ")
}

fn help(form: &Form, survey: &Survey) -> String {
    let is_registered = survey.modules.get(&form.submodule).is_some_and(|module| module.registered);
    if is_registered {
        format!(
            "the extension puts it into `sys.modules`: add `importable-submodules = [\"{}\"]` to \
             `[tool.pyo3-stub-gen]`",
            last(&form.submodule)
        )
    } else {
        "run `cargo stubgen` to write the stub anew".to_owned()
    }
}
