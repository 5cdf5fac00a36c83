//! Which submodules `import` finds: what `importable-submodules` says of the tree.
//!
//! It must not know where their files go, nor what is in them.

use super::config::Selection;
use super::model::{ModuleInfo, SubmoduleForm, SubmoduleInfo};
use super::problem::Problem;
use super::python::is_identifier;
use super::rules::ModuleRule;
use crate::text::dotted;
use std::collections::{BTreeMap, BTreeSet};

/// The file of a package. A submodule of this name cannot have another one.
const PACKAGE: &str = "__init__";

/// Marks the submodules of `module` that `selection` names, and says what it names in vain.
pub(super) fn mark(module: &mut ModuleInfo, selection: &Selection) -> Vec<Problem> {
    let mut paths = Vec::new();
    collect_paths(&module.submodules, &mut Vec::new(), &mut paths);
    let mut problems = Vec::new();
    let selected: BTreeSet<Vec<String>> = match selection {
        Selection::None => return problems,
        Selection::All => paths.into_iter().filter(|path| path.iter().all(|name| has_file(name))).collect(),
        Selection::Named(names) => {
            let found = names.iter().filter_map(|name| match find(name, &module.name, &paths) {
                Ok(path) => Some(path),
                Err(problem) => {
                    problems.push(*problem);
                    None
                }
            });
            found.collect()
        }
    };
    problems.extend(selected.iter().filter_map(|path| orphan(path, &selected, &module.name)));
    apply(&mut module.submodules, &mut Vec::new(), &selected);
    problems
}

fn collect_paths(
    submodules: &BTreeMap<String, SubmoduleInfo>,
    parent: &mut Vec<String>,
    paths: &mut Vec<Vec<String>>,
) {
    for (name, submodule) in submodules {
        parent.push(name.clone());
        paths.push(parent.clone());
        collect_paths(&submodule.submodules, parent, paths);
        parent.pop();
    }
}

/// Whether an `import` statement can name it, and a file of its own describe it.
fn has_file(name: &str) -> bool {
    is_identifier(name) && name != PACKAGE
}

/// The path of the submodule that is called `name`, with or without the extension's name in front.
fn find(name: &str, extension: &str, paths: &[Vec<String>]) -> Result<Vec<String>, Box<Problem>> {
    let candidates = [dotted::below(name, extension), Some(name.trim_start_matches('.'))];
    let found = candidates.into_iter().flatten().map(dotted::parts).find(|path| paths.contains(path));
    match found {
        Some(path) if path.iter().all(|part| has_file(part)) => Ok(path),
        Some(_) => Err(Box::new(unwritable(name))),
        None => Err(Box::new(unknown(name, extension, paths))),
    }
}

fn unknown(name: &str, extension: &str, paths: &[Vec<String>]) -> Problem {
    let known = paths.iter().map(|path| path.join(".")).collect();
    ModuleRule::UnknownImportable { name: name.to_owned(), extension: extension.to_owned(), known }
        .problem(None)
}

fn unwritable(name: &str) -> Problem {
    ModuleRule::UnwritableImportable { name: name.to_owned() }.problem(None)
}

/// Returns a problem if the parent of the submodule at `path` is not importable. Python and type checkers look for the
/// parent first.
fn orphan(path: &[String], selected: &BTreeSet<Vec<String>>, extension: &str) -> Option<Problem> {
    let (_, parent) = path.split_last()?;
    if parent.is_empty() || selected.contains(parent) {
        return None;
    }
    let (child, parent) = (dotted::join(extension, path), dotted::join(extension, parent));
    Some(ModuleRule::OrphanImportable { child, parent }.problem(None))
}

fn apply(
    submodules: &mut BTreeMap<String, SubmoduleInfo>,
    parent: &mut Vec<String>,
    selected: &BTreeSet<Vec<String>>,
) {
    for (name, submodule) in submodules {
        parent.push(name.clone());
        if selected.contains(parent) {
            submodule.form = SubmoduleForm::Importable;
        }
        apply(&mut submodule.submodules, parent, selected);
        parent.pop();
    }
}
