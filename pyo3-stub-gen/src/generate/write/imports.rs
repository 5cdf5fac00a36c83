//! The import statements at the top of a file.

use crate::generate::python::known;
use crate::generate::resolve::Import;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Returns the imports in blocks: Python's own modules, others, then those of the stub's own files. In a block, `import
/// x` comes before `from x import y`.
pub(super) fn import_blocks(imports: &BTreeSet<Import>) -> Vec<Vec<String>> {
    let (own, absolute): (Vec<&Import>, Vec<&Import>) =
        imports.iter().partition(|import| import.module().starts_with('.'));
    let (standard, others): (Vec<&Import>, Vec<&Import>) =
        absolute.into_iter().partition(|import| known::is_standard(import.module()));
    let [standard, others] = [standard, others].map(|block| lines(&block));
    [standard, others, own_lines(own)].into_iter().filter(|block| !block.is_empty()).collect()
}

/// Returns the imports from other files of the stub, those of the outermost packages first.
fn own_lines(mut imports: Vec<&Import>) -> Vec<String> {
    let levels = |import: &&Import| import.module().bytes().take_while(|byte| *byte == b'.').count();
    imports.sort_by_key(|import| Reverse(levels(import)));
    imports.chunk_by(|a, b| a.module() == b.module()).flat_map(lines).collect()
}

/// Tells pyright that a private name of another file belongs to the stub as a whole.
const PRIVATE: &str = "  # pyright: ignore[reportPrivateUsage]";

fn lines(imports: &[&Import]) -> Vec<String> {
    let mut plain = Vec::new();
    let mut renamed = Vec::new();
    let mut members: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for import in imports {
        match import {
            Import::Module { module, alias: None } => plain.push(format!("import {module}")),
            Import::Module { module, alias: Some(alias) } => {
                plain.push(format!("import {module} as {alias}"));
            }
            Import::From { module, name, alias: None } => members.entry(module).or_default().push(name),
            Import::From { module, name, alias: Some(alias) } => {
                let comment = if name.starts_with('_') { PRIVATE } else { "" };
                renamed.push(format!("from {module} import {name} as {alias}{comment}"));
            }
        }
    }
    plain.extend(renamed);
    plain.extend(members.iter().map(|(module, names)| {
        let has_private = module.starts_with('.') && names.iter().any(|name| name.starts_with('_'));
        let comment = if has_private { PRIVATE } else { "" };
        format!("from {module} import {}{comment}", names.join(", "))
    }));
    plain
}
