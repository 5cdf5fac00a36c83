//! The module that an annotation states.

use crate::edit::Edit;
use crate::rust::{AttributeMeta, Node, RustItem};

/// The annotations that state a module.
const PLACED: [&str; 4] =
    ["gen_stub_pyfunction", "gen_stub_pyclass", "gen_stub_pyclass_enum", "gen_stub_pyclass_complex_enum"];

/// Returns the annotation of `item` that can state a module.
pub fn annotation_of<'i, 'n>(item: &'i RustItem<'n>) -> Option<&'i AttributeMeta<'n>> {
    item.metas().map(|(_, meta)| meta).find(|meta| PLACED.contains(&meta.name()))
}

/// Whether the arguments of an attribute state a module.
pub fn states_module(meta: &AttributeMeta<'_>) -> bool {
    meta.listed().iter().any(|it| it.path == ["module"])
}

/// Returns the edit by which the arguments of an attribute state `module`.
pub fn with_module(meta: &AttributeMeta<'_>, module: &str) -> Option<Edit> {
    let text = format!("module = \"{module}\"");
    if let Some(stated) = meta.listed().into_iter().find(|it| it.path == ["module"]) {
        return match stated.rest {
            [equals, Node::Literal(..)] if equals.is('=') => Some(Edit::replace(stated.range, text)),
            _ => None,
        };
    }
    Some(match meta.arguments() {
        Some(arguments) if !arguments.nodes.is_empty() => {
            Edit::insert(arguments.range.start + 1, format!("{text}, "))
        }
        Some(arguments) => Edit::insert(arguments.range.start + 1, text),
        None => Edit::insert(meta.path_range.end, format!("({text})")),
    })
}
