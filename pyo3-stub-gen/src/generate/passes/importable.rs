//! The importable submodules, which `importable-submodules` selects.
//!
//! It must not know the files of submodules or their contents.

use crate::generate::config::Selection;
use crate::generate::model::{ModuleInfo, SubmoduleForm};
use crate::generate::placement;
use crate::generate::problem::Problem;
use crate::generate::python::is_identifier;
use crate::generate::rules::ModuleRule;
use crate::text::dotted;
use std::collections::{BTreeMap, BTreeSet};

/// The file of a package. A submodule of this name cannot have a file of its own.
const PACKAGE: &str = "__init__";

/// Marks the submodules of `module` that `selection` names, and reports names that match none. `imports` has the names
/// in `sys.modules`, with the paths of the submodules. A name of the package around the extension is a package, and does
/// not make the submodule importable under its own name. An extension that registers submodules registers all that are
/// importable.
pub(super) fn mark(
    module: &mut ModuleInfo,
    selection: &Selection,
    imports: &BTreeMap<String, Vec<String>>,
) -> Vec<Problem> {
    let mut paths = Vec::new();
    module.for_each_submodule(&mut |path, _| paths.push(path.to_vec()));
    let mut problems = Vec::new();
    let selected: BTreeSet<Vec<String>> = match selection {
        Selection::None => return problems,
        Selection::All => {
            let has_other_name = |path: &Vec<String>| {
                imports.values().any(|it| it == path)
                    && !imports.contains_key(&dotted::join(&module.name, path))
            };
            let is_registered = |path: &Vec<String>| imports.contains_key(&dotted::join(&module.name, path));
            let registers = paths.iter().any(is_registered);
            let is_own = |path: &Vec<String>| {
                let is_importable = if registers { is_registered(path) } else { !has_other_name(path) };
                is_importable && path.iter().all(|name| has_file(name))
            };
            paths.into_iter().filter(is_own).collect()
        }
        Selection::Named(names) => {
            let is_package = |name: &&String| {
                let path = placement::submodule(name, &module.name, imports);
                path.is_some_and(|path| paths.contains(&path))
            };
            let found = names.iter().filter(|name| !is_package(name));
            let found = found.filter_map(|name| match find(name, &module.name, &paths) {
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
    module.for_each_submodule_mut(&mut |path, submodule| {
        if selected.contains(path) {
            submodule.form = SubmoduleForm::Importable;
        }
    });
    problems
}

/// Whether an `import` statement can name it and a file of its own can describe it.
fn has_file(name: &str) -> bool {
    is_identifier(name) && name != PACKAGE
}

/// Returns the path of the submodule that is called `name`, with or without the extension's name in front.
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

/// Returns an error if the parent of the submodule at `path` is not importable: Python and type checkers look for the
/// parent first.
fn orphan(path: &[String], selected: &BTreeSet<Vec<String>>, extension: &str) -> Option<Problem> {
    let (_, parent) = path.split_last()?;
    if parent.is_empty() || selected.contains(parent) {
        return None;
    }
    let (child, parent) = (dotted::join(extension, path), dotted::join(extension, parent));
    Some(ModuleRule::OrphanImportable { child, parent }.problem(None))
}
