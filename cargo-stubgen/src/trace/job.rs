//! The request to the watcher: which extension it watches, and which items of it.

use crate::stub::Opened;
use crate::tree::StubTree;
use pyo3_stub_gen::generate::expand::{StubItemKind, named_values};
use pyo3_stub_gen::text::path::absolute;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// Returns the request. Files are written to `records`.
pub fn of(opened: &Opened<'_>, tree: &StubTree, records: &Path) -> Value {
    let is_unpacked = opened.artifact.as_ref().is_some_and(|artifact| artifact.unpacked().is_some());
    let items = || tree.modules.iter().flat_map(|module| &module.items);
    let classes = items().filter(|item| item.kind == StubItemKind::Class && !item.is_type_check_only);
    let is_hidden =
        |path: &str| path.rsplit_once('.').is_some_and(|(owner, _)| tree.is_type_check_only(owner));
    let leaves = items().filter(|item| matches!(item.kind, StubItemKind::Leaf(_)) && !is_hidden(&item.path));
    let named: Vec<_> = tree.files.iter().map(|file| named_values(&file.text)).collect();
    json!({
        "module": opened.project.module,
        "imported": opened.imported_name(),
        "library": absolute(&opened.library),
        "python_paths": opened.python_paths(),
        "wrapper": opened.is_wrapped() && !is_unpacked,
        "records": records,
        "roots": std::env::current_dir().into_iter().collect::<Vec<_>>(),
        "submodules": tree.submodules().collect::<Vec<_>>(),
        "classes": classes.map(|item| &item.path).collect::<Vec<_>>(),
        "leaves": leaves.map(|item| &item.path).collect::<BTreeSet<_>>(),
        "literals": named.iter().flat_map(|values| &values.literals).collect::<BTreeSet<_>>(),
        "keys": named.iter().flat_map(|values| &values.keys).collect::<BTreeSet<_>>(),
    })
}
