//! Differences from the interpreter that the author of an extension wrote by hand on purpose.

use super::found::Unless;
use pyo3_stub_gen::facts::ParameterKind;
use pyo3_stub_gen::generate::model::{Function, FunctionForm, ModuleInfo};
use pyo3_stub_gen::generate::paths::{Item, by_path};

/// Whether Python shows for the function `path` what `text_signature` states, and not what the function takes.
pub fn has_other_text(described: Option<&ModuleInfo>, path: &str) -> bool {
    has(described, path, |function| function.has_other_text)
}

/// Whether the annotation of the function `path` has `what`. A signature that was not written by hand is the one that
/// Python shows, so it has none of this.
pub fn is_written(described: Option<&ModuleInfo>, path: &str, what: Unless) -> bool {
    has(described, path, |function| {
        let lacks = |kind| !function.parameters.iter().any(|parameter| parameter.kind == kind);
        match what {
            Unless::Async => function.form == FunctionForm::Async,
            Unless::NoVarPositional => lacks(ParameterKind::VarPositional),
            Unless::NoVarKeyword => lacks(ParameterKind::VarKeyword),
            Unless::Uncallable => function.position.is_some() && takes_never(function),
        }
    })
}

fn takes_never(function: &Function) -> bool {
    let mut annotations = function.parameters.iter().filter_map(|parameter| parameter.annotation.as_ref());
    annotations
        .any(|annotation| ["Never", "NoReturn"].iter().any(|name| annotation.is_external("typing", name)))
}

fn has(described: Option<&ModuleInfo>, path: &str, has_it: impl Fn(&Function) -> bool) -> bool {
    let Some(module) = described else { return false };
    by_path(module)
        .into_iter()
        .any(|(other, item)| other == path && matches!(item, Item::Function(function) if has_it(function)))
}
