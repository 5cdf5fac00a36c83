//! The import statements by which a user may reach a submodule, and who thinks what of them.

use super::Finding;
use super::driver::Survey;
use super::tree::StubTree;
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
    tree: &StubTree,
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
            findings.push(Finding::new(&form.submodule, &message).with_help(help(tree, form, survey)));
        }
    }
    if objections.is_empty() {
        findings.extend(unasked(tree, forms, survey));
    }
    findings
}

/// What can be said without a checker: a submodule can be imported where it has a file of its own, and nowhere else.
fn unasked(tree: &StubTree, forms: &[Form], survey: &Survey) -> Vec<Finding> {
    let imports = forms.iter().zip(&survey.forms);
    let imports = imports.filter(|(form, _)| form.code == format!("import {}", form.submodule));
    imports
        .filter_map(|(form, raised)| {
            let has_file = tree.has_file(&form.submodule);
            let is_there = survey.modules.contains_key(&form.submodule);
            let message = match raised {
                None if !has_file => {
                    "can be imported at run time, and the stub says that it cannot".to_owned()
                }
                Some(raised) if has_file && is_there => {
                    format!("has a stub of its own, so that it can be imported, but that raises {raised}")
                }
                _ => return None,
            };
            Some(Finding::new(&form.submodule, &message).with_help(help(tree, form, survey)))
        })
        .collect()
}

fn shown(form: &Form) -> String {
    form.code.replace('\n', "; ")
}

fn help(tree: &StubTree, form: &Form, survey: &Survey) -> String {
    let module = survey.modules.get(&form.submodule);
    if module.is_some_and(|module| module.registered) {
        format!(
            "the extension puts it into `sys.modules`: add `importable-submodules = [\"{}\"]` to \
             `[tool.pyo3-stub-gen]`",
            below(tree, &form.submodule)
        )
    } else {
        "it is an attribute of its parent and no module that can be imported: take it out of \
         `importable-submodules`, or register it with `pyo3_stub_gen::runtime::register_submodules`"
            .to_owned()
    }
}

/// The name of `submodule` below the extension, as the configuration takes it.
fn below<'a>(tree: &StubTree, submodule: &'a str) -> &'a str {
    let rest = submodule.strip_prefix(tree.root()).and_then(|rest| rest.strip_prefix('.'));
    rest.unwrap_or(submodule)
}
