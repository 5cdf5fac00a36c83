//! Decides which module of a tree is the extension.

use super::files::is_library;
use crate::rules::TreeRule;
use pyo3_stub_gen::generate::bundle::TreeFile;
use pyo3_stub_gen::generate::output::{Owner, owner_of};
use pyo3_stub_gen::text::dotted;
use std::collections::BTreeSet;

/// Returns the module that `files` of `tree` describe: that of the option, the one that the header of generated files names, that
/// of the only shared library beside a stub, that of the project, or the only one that is not in another one.
pub(super) fn root(
    files: &[TreeFile],
    option: Option<&str>,
    project: Option<&str>,
    tree: &str,
) -> Result<String, TreeRule> {
    if let Some(module) = option {
        return Ok(module.to_owned());
    }
    let has = |module: &str| files.iter().any(|file| dotted::is_at_or_below(&file.module, module));
    let owners: BTreeSet<String> =
        files.iter().filter_map(|file| owner(&file.text)).filter(|it| has(it)).collect();
    if let (Some(owner), 1) = (owners.first(), owners.len()) {
        return Ok(owner.clone());
    }
    let mut libraries = files.iter().filter(|file| file.imported_from.as_deref().is_some_and(is_library));
    if let (Some(library), None) = (libraries.next(), libraries.next()) {
        return Ok(library.module.clone());
    }
    if let Some(project) = project.filter(|project| has(project)) {
        return Ok(project.to_owned());
    }
    let modules: BTreeSet<&str> = files.iter().map(|file| file.module.as_str()).collect();
    let is_inside = |module: &str| {
        std::iter::successors(Some(dotted::parent(module)), |it| Some(dotted::parent(it)))
            .take_while(|it| !it.is_empty())
            .any(|it| modules.contains(it))
    };
    let mut outermost = modules.iter().filter(|module| !is_inside(module));
    if let (Some(only), None) = (outermost.next(), outermost.next()) {
        return Ok((*only).to_owned());
    }
    let tops: BTreeSet<&str> = files.iter().map(|file| dotted::first(&file.module)).collect();
    let mut tops = tops.into_iter();
    match (tops.next(), tops.next()) {
        (Some(only), None) => Ok(only.to_owned()),
        (None, _) => Err(TreeRule::Empty { tree: tree.to_owned() }),
        (Some(first), Some(second)) => {
            let modules = [first, second].into_iter().chain(tops).map(str::to_owned).collect();
            Err(TreeRule::Several { tree: tree.to_owned(), modules })
        }
    }
}

/// Returns the module that the header of a generated file names.
pub(super) fn owner(text: &str) -> Option<String> {
    match owner_of(text) {
        Owner::Module(module) => Some(module),
        Owner::Author | Owner::Unnamed => None,
    }
}
