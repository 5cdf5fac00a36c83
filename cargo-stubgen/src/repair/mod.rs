//! The edits that solve problems: what is done for each [`Fix`] that the tables of rules state.
//!
//! It must not know any rule, and must not write anything.

mod homes;
mod items;
#[cfg(test)]
mod tests;
mod toml;

use crate::adopt::{LIBRARY, LinkedPackage};
use crate::annotate::{AnnotateOptions, AnnotateScope, annotate};
use crate::changes::FileChange;
use crate::edit::{Edit, Lines, apply};
use crate::error::Error;
use crate::manifest::{has_dependency, with_features};
use crate::report::Sources;
use crate::rules::EditRule;
use crate::rust::RustItem;
use crate::sources::{SourceFile, reachable};
use crate::system::shown;
use pyo3_stub_gen::facts::Position;
use pyo3_stub_gen::generate::{Fix, Problem};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A problem, and the file of its position.
#[derive(Debug)]
pub struct LocatedProblem<'p> {
    /// The problem.
    pub problem: &'p Problem,
    /// The file.
    pub file: Option<PathBuf>,
    /// The directories of the files of other positions.
    pub sources: &'p Sources,
}

impl<'p> LocatedProblem<'p> {
    /// Returns `problem` with its file, which is relative to one of the directories `sources`.
    pub fn of(problem: &'p Problem, sources: &'p Sources) -> Self {
        let file = problem.position.as_ref().and_then(|position| canonical(position, sources));
        Self { problem, file, sources }
    }
}

/// Returns the file of `position`, without links.
fn canonical(position: &Position, sources: &Sources) -> Option<PathBuf> {
    sources.file(position)?.canonicalize().ok()
}

/// An item whose module the source has to show.
#[derive(Debug)]
struct HomelessItem {
    file: PathBuf,
    position: Position,
    /// Its name in Python.
    name: String,
    /// The modules in one of which it is.
    modules: Vec<String>,
}

/// What is to be done.
#[derive(Debug, Default)]
struct Repairs {
    /// Whether every item is to be annotated.
    annotates: bool,
    /// The names of the classes that are to be annotated.
    classes: BTreeSet<String>,
    /// The features that are to be turned on, with the file that needs each.
    features: Vec<(String, Option<PathBuf>)>,
    /// The edits of Rust files.
    rust: BTreeMap<PathBuf, Vec<Edit>>,
    /// The items of which the source shows in which of some modules they are.
    homeless: Vec<HomelessItem>,
    /// The edits of TOML files.
    toml: BTreeMap<PathBuf, Vec<Edit>>,
    /// The files that are to be removed.
    removed: BTreeSet<PathBuf>,
}

/// Returns the changes that solve `problems` in `packages`, the packages of the workspace at `root` that are linked into an
/// extension with the module `module`. What the compiler rejects is solved in any case: an annotation below PyO3's attribute,
/// and options without an annotation.
///
/// A package that does not depend on the library gets no annotation.
pub fn repairs(
    packages: &[LinkedPackage],
    root: &Path,
    module: &str,
    problems: &[LocatedProblem<'_>],
) -> Result<Vec<FileChange>, Error> {
    let mut plan = Repairs::default();
    problems.iter().for_each(|located| plan.add(located));
    let mut changes = Vec::new();
    let mut known = BTreeSet::new();
    for package in packages {
        let Some((manifest, text)) = manifest_with_library(package)? else { continue };
        let found = reachable(&package.roots, root);
        let files: Vec<SourceFile> =
            found.files.into_iter().filter(|file| known.insert(file.path.clone())).collect();
        plan.features_of(&manifest, &text, &files, &mut changes)?;
        plan.settle(&files);
        plan.sources(package, module, files, &mut changes);
    }
    for (path, edits) in &plan.toml {
        let text = fs_err::read_to_string(path).unwrap_or_default();
        if let Some(after) = toml::edited(&text, edits) {
            changes.push(FileChange::of_text(path.clone(), &text, after));
        }
    }
    for path in &plan.removed {
        changes.push(FileChange { path: path.clone(), before: fs_err::read(path).ok(), after: None });
    }
    changes.retain(FileChange::is_change);
    Ok(changes)
}

impl Repairs {
    fn add(&mut self, located: &LocatedProblem<'_>) {
        let Some(fix) = &located.problem.fix else { return };
        match fix {
            Fix::Annotate => self.annotates = true,
            Fix::AnnotateClass(name) => {
                self.classes.insert(name.clone());
            }
            // They move in any case.
            Fix::MoveAnnotation => {}
            Fix::StateModule(module) => {
                self.rust(located, |_, item| items::state_module(item, module));
            }
            Fix::StateOneOf { name, modules } => {
                let place = located.file.clone().zip(located.problem.position.clone());
                let (name, modules) = (name.clone(), modules.clone());
                let item = place.map(|(file, position)| HomelessItem { file, position, name, modules });
                self.homeless.extend(item);
            }
            Fix::StateModules(items) => {
                for (position, module) in items {
                    if let Some(file) = canonical(position, located.sources) {
                        self.state(file, position, module);
                    }
                }
            }
            Fix::StateClassModule(module) => {
                self.rust(located, |_, item| items::state_class_module(item, module));
            }
            Fix::RemoveOption(option) => {
                self.rust(located, |text, item| items::remove_option(text, item, option));
            }
            Fix::TurnOnFeature(feature) => self.features.push((feature.clone(), located.file.clone())),
            Fix::Respell { old, new } => self.toml(located, |text, at| toml::respell(text, at, old, new)),
            Fix::Quote => {
                let width = located.problem.excerpt.as_ref().map_or(0, |excerpt| excerpt.width);
                self.toml(located, |text, at| toml::quote(text, at, width));
            }
            Fix::RemoveKey(key) => {
                let line = located.problem.position.as_ref().map_or(0, |position| position.line);
                self.toml(located, |text, _| toml::remove_key(text, line, key));
            }
            Fix::RemoveFile(path) => {
                self.removed.insert(path.clone());
            }
        }
    }

    /// Adds the edit by which the item at `position` of `file` states `module`.
    fn state(&mut self, file: PathBuf, position: &Position, module: &str) {
        let Ok(source) = fs_err::read_to_string(&file).map(|text| SourceFile::of(file.clone(), text)) else {
            return;
        };
        let Ok(source) = source else { return };
        let outline = source.outline();
        let at = Lines::of(&source.text).byte(position.line, position.column);
        let found = at.and_then(|at| items::item_at(&outline, at));
        self.rust.entry(file).or_default().extend(found.and_then(|item| items::state_module(item, module)));
    }

    /// Adds the edits of the items in `files` whose modules the source shows. If it shows one module for two items of one name,
    /// it was not understood, and neither gets it.
    fn settle(&mut self, files: &[SourceFile]) {
        let mut settled: BTreeMap<(String, String), Vec<(PathBuf, Position)>> = BTreeMap::new();
        for HomelessItem { file: path, position, name, modules } in &self.homeless {
            let Some(file) = files.iter().find(|file| file.path == *path) else { continue };
            let at = Lines::of(&file.text).byte(position.line, position.column);
            if let Some(home) = at.and_then(|at| homes::home(files, path, at, modules)) {
                settled.entry((home, name.clone())).or_default().push((path.clone(), position.clone()));
            }
        }
        for ((home, _), items) in settled {
            if let [(path, position)] = items.as_slice() {
                self.state(path.clone(), position, &home);
            }
        }
    }

    /// Adds the edit of the item at the place of a problem.
    fn rust(&mut self, located: &LocatedProblem<'_>, edit: impl FnOnce(&str, &RustItem<'_>) -> Option<Edit>) {
        let Some((path, text, at)) = place(located) else { return };
        let Ok(file) = SourceFile::of(path, text) else { return };
        let outline = file.outline();
        let found = items::item_at(&outline, at).and_then(|item| edit(&file.text, item));
        self.rust.entry(file.path.clone()).or_default().extend(found);
    }

    /// Adds the edit of the TOML file at the place of a problem.
    fn toml(&mut self, located: &LocatedProblem<'_>, edit: impl FnOnce(&str, usize) -> Option<Edit>) {
        let Some((path, text, at)) = place(located) else { return };
        let found = edit(&text, at);
        self.toml.entry(path).or_default().extend(found);
    }

    /// Adds the change of a manifest whose library needs features that are off.
    fn features_of(
        &self,
        manifest: &Path,
        text: &str,
        files: &[SourceFile],
        changes: &mut Vec<FileChange>,
    ) -> Result<(), Error> {
        let needs = |file: &Option<PathBuf>| match file {
            Some(file) => files.iter().any(|it| it.path == *file),
            None => true,
        };
        let features: BTreeSet<&str> = self
            .features
            .iter()
            .filter(|(_, file)| needs(file))
            .map(|(feature, _)| feature.as_str())
            .collect();
        let features: Vec<&str> = features.into_iter().collect();
        let failed = |reason| EditRule::Manifest { path: shown(manifest).to_owned(), reason };
        let after = with_features(text, LIBRARY, &features).map_err(failed)?;
        changes.push(FileChange::of_text(manifest.to_owned(), text, after));
        Ok(())
    }

    /// Adds the changes of the Rust files of a package.
    fn sources(
        &self,
        package: &LinkedPackage,
        module: &str,
        files: Vec<SourceFile>,
        changes: &mut Vec<FileChange>,
    ) {
        let originals: Vec<String> = files.iter().map(|file| file.text.clone()).collect();
        let edited = |file: SourceFile| {
            let Some(edits) = self.rust.get(&file.path) else { return file };
            let (path, before) = (file.path.clone(), file.text.clone());
            SourceFile::of(path.clone(), apply(&before, edits)).unwrap_or(file)
        };
        let files: Vec<SourceFile> = files.into_iter().map(edited).collect();
        let scope = if self.annotates { AnnotateScope::All } else { AnnotateScope::Classes(&self.classes) };
        let annotated = annotate(
            &files,
            &AnnotateOptions {
                library: &package.library,
                condition: package.condition.as_deref(),
                pyo3: &package.pyo3,
                module: if package.is_extension { module } else { "" },
                exports: package.exports,
                scope,
            },
        );
        let mut texts: BTreeMap<usize, String> = annotated.texts.into_iter().collect();
        for (index, (file, original)) in files.into_iter().zip(originals).enumerate() {
            let text = texts.remove(&index).unwrap_or(file.text);
            changes.push(FileChange::of_text(file.path, &original, text));
        }
    }
}

/// Returns the manifest of a package with its text, if the package depends on the library.
fn manifest_with_library(package: &LinkedPackage) -> Result<Option<(PathBuf, String)>, Error> {
    let failed = |error: std::io::Error| EditRule::Unreadable {
        path: shown(&package.manifest).to_owned(),
        reason: error.to_string(),
    };
    let path = package.manifest.canonicalize().map_err(failed)?;
    let text = fs_err::read_to_string(&path).map_err(failed)?;
    Ok(has_dependency(&text, LIBRARY).then_some((path, text)))
}

/// Returns the file of a problem, its text, and the byte of the place in it. Without a column, it is that of the line.
fn place(located: &LocatedProblem<'_>) -> Option<(PathBuf, String, usize)> {
    let position = located.problem.position.as_ref()?;
    let path = located.file.clone()?;
    let text = fs_err::read_to_string(&path).ok()?;
    let at = Lines::of(&text).byte(position.line, position.column.max(1))?;
    Some((path, text, at))
}
