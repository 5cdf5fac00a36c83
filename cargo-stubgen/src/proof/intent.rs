//! What the author of an extension wrote by hand, with more knowledge than the interpreter shows.

use super::found::Unless;
use pyo3_stub_gen::facts::ParameterKind;
use pyo3_stub_gen::generate::model::{Function, FunctionForm, ModuleInfo};
use pyo3_stub_gen::generate::paths::{Item, by_path};

/// Whether the annotation of the function `path` has `what`. A signature that was not written by hand is the one that
/// Python shows, so it has none of this.
pub fn is_written(described: Option<&ModuleInfo>, path: &str, what: Unless) -> bool {
    let Some(module) = described else { return false };
    let has_it = |function: &Function| {
        let lacks = |kind| !function.parameters.iter().any(|parameter| parameter.kind == kind);
        match what {
            Unless::Async => function.form == FunctionForm::Async,
            Unless::NoVarPositional => lacks(ParameterKind::VarPositional),
            Unless::NoVarKeyword => lacks(ParameterKind::VarKeyword),
        }
    };
    by_path(module)
        .into_iter()
        .any(|(other, item)| other == path && matches!(item, Item::Function(function) if has_it(function)))
}
