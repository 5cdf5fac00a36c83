//! The files of the modules that a file declares, by the rules of the compiler.

use super::file::SourceFile;
use super::items::{is_for_tests, is_inline};
use crate::rules::EditRule;
use crate::rust::{Node, RustItem, RustItemKind};
use pyo3_stub_gen::generate::Problem;
use std::path::{Path, PathBuf};

/// Where a file is, and where its modules are.
#[derive(Debug)]
pub(super) struct ModulePlace {
    /// The file.
    pub file: PathBuf,
    /// The directory of the files of its modules.
    modules: PathBuf,
}

/// What a file declares.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// The files of its modules, and those that it includes. They need not exist.
    pub places: Vec<ModulePlace>,
    /// What is not known here.
    pub problems: Vec<Problem>,
}

impl ModulePlace {
    /// Returns the place of the root of a crate.
    pub fn of_root(file: &Path) -> Self {
        Self::beside(file.to_owned())
    }

    /// Returns the place of a file whose modules are in its own directory.
    fn beside(file: PathBuf) -> Self {
        let modules = file.parent().unwrap_or(Path::new("")).to_owned();
        Self { file, modules }
    }

    fn directory(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new(""))
    }
}

/// Returns what `source`, the file at `place`, declares.
pub(super) fn declared(source: &SourceFile, place: &ModulePlace) -> Declared {
    let outline = source.outline();
    let mut declared = Declared::default();
    for (index, item) in outline.items.iter().enumerate() {
        if is_for_tests(&outline, index) {
            continue;
        }
        let mut around: Vec<_> = outline.around(index).filter(|item| is_inline(item)).collect();
        around.reverse();
        match (item.kind, item.name) {
            (RustItemKind::Mod, Some(name)) if item.body.is_none() => {
                declared.places.extend(files(name, item, &around, place));
            }
            (RustItemKind::MacroCall, Some("include")) => match included(item) {
                Some(name) => {
                    let file = place.directory().join(name);
                    declared.places.push(ModulePlace { file, modules: place.modules.clone() });
                }
                None if outline.around(index).all(is_inline) => {
                    let position = source.position(item.range.start);
                    declared.problems.push(EditRule::GeneratedSource.problem(Some(position)));
                }
                None => {}
            },
            _ => {}
        }
    }
    declared
}

/// Returns the file of an `include!` with a literal.
fn included(item: &RustItem<'_>) -> Option<String> {
    match item.body?.nodes.as_slice() {
        [Node::Literal(text, _)] => unquoted(text),
        _ => None,
    }
}

/// Returns the files that the module `name` may have, in inline modules.
fn files(name: &str, item: &RustItem<'_>, around: &[&RustItem<'_>], place: &ModulePlace) -> Vec<ModulePlace> {
    let mut directory = place.modules.clone();
    for (depth, inline) in around.iter().enumerate() {
        match paths(inline).into_iter().next() {
            Some(path) if depth == 0 => directory = place.directory().join(path),
            Some(path) => directory.push(path),
            None => directory.push(inline.name.unwrap_or_default()),
        }
    }
    let given_from = if around.is_empty() { place.directory() } else { &directory };
    let mut files: Vec<ModulePlace> =
        paths(item).into_iter().map(|path| ModulePlace::beside(given_from.join(path))).collect();
    let is_conditional = item.metas().all(|(_, meta)| meta.name() != "path" || !meta.conditions.is_empty());
    if is_conditional {
        let modules = directory.join(name);
        files.push(ModulePlace::beside(modules.join("mod.rs")));
        files.push(ModulePlace { file: directory.join(format!("{name}.rs")), modules });
    }
    files
}

/// Returns the paths that `#[path = "…"]` gives a module.
fn paths(item: &RustItem<'_>) -> Vec<String> {
    let values = item.metas().filter(|(_, meta)| meta.path == ["path"]).filter_map(|(_, meta)| meta.value());
    values.filter_map(unquoted).collect()
}

/// Returns the text of a string literal without escapes.
fn unquoted(literal: &str) -> Option<String> {
    let is_raw = literal.starts_with('r');
    let text = literal.trim_start_matches('r').trim_matches('#');
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    if is_raw { Some(text.to_owned()) } else { Some(text.replace("\\\\", "\\").replace("\\\"", "\"")) }
}
