//! What it takes to give a crate annotations: the packages that are linked into its extension, their Rust files, and
//! their manifests.
//!
//! It must not write anything, and must not know what a command does with the changes.

mod by_hand;
mod condition;
mod conversions;
mod copy;
mod earlier;
mod explicit;
mod leftovers;
mod names;
mod packages;
mod projects;

pub use by_hand::{LackedType, TypesByHand};
pub use copy::{Copied, copied};
pub use explicit::with_modules;
pub use names::{EarlierNames, NameChanges};
pub use packages::{LIBRARY, LinkedPackage, linked};
pub use projects::{module_of, project_of};

use crate::annotate::{AnnotateOptions, AnnotateScope, Annotated, annotate};
use crate::args::BuildArgs;
use crate::changes::FileChange;
use crate::error::Error;
use crate::find::Extension;
use crate::manifest::{DependencySource, NewDependency, has_dependency, with_dependency};
use crate::rules::EditRule;
use crate::sources::{SourceFile, reachable};
use crate::system::shown;
use packages::PYO3;
use pyo3_stub_gen::generate::Problem;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The usual name of the feature that turns the registrations of a package on.
const GATE: &str = "stub-gen";

/// How the dependency is added.
#[derive(Debug, Clone)]
pub struct AdoptOptions<'a> {
    /// Where the library comes from.
    pub source: &'a DependencySource,
    /// Whether the annotations are on only with a feature of the crate.
    pub gate: bool,
    /// Whether a crate that was written for an earlier version is moved to this one.
    pub migrate: bool,
}

/// What is to be changed.
#[derive(Debug, Default)]
pub struct Adoption {
    /// The changes to Rust files and manifests.
    pub changes: Vec<FileChange>,
    /// How many items get an annotation.
    pub items: usize,
    /// How many annotations are moved above PyO3's attribute.
    pub moved: usize,
    /// How many `TypeInfo` literals are rewritten.
    pub literals: usize,
    /// How many functions that collected the items go.
    pub gatherers: usize,
    /// How many Rust files change.
    pub files: usize,
    /// What is left alone, and why.
    pub problems: Vec<Problem>,
}

/// Returns what is to be changed to annotate `extensions`.
pub fn adoption(
    extensions: &[Extension],
    build: &BuildArgs,
    options: &AdoptOptions<'_>,
) -> Result<Adoption, Error> {
    let mut adoption = Adoption::default();
    let (mut packages, mut files) = (BTreeSet::new(), BTreeSet::new());
    for extension in extensions {
        for package in linked(extension, build, options.migrate)? {
            if packages.insert(package.manifest.clone()) {
                adoption.add(extension, build, &package, options, &mut files)?;
                if options.migrate {
                    adoption.move_requirements(extension, &package, options.source)?;
                }
            }
        }
        if options.migrate {
            adoption.remove_stubs(extension)?;
        }
    }
    Ok(adoption)
}

impl Adoption {
    fn add(
        &mut self,
        extension: &Extension,
        build: &BuildArgs,
        package: &LinkedPackage,
        options: &AdoptOptions<'_>,
        known: &mut BTreeSet<PathBuf>,
    ) -> Result<(), Error> {
        let found = reachable(&package.roots, &extension.workspace_root);
        self.problems.extend(found.problems);
        let mut files: Vec<SourceFile> =
            found.files.into_iter().filter(|file| known.insert(file.path.clone())).collect();
        let originals: Vec<String> = files.iter().map(|file| file.text.clone()).collect();
        if options.migrate {
            self.rewrite_literals(&mut files, &package.library);
            if package.is_extension {
                self.remove_leftovers(extension, build, package, &mut files)?;
            }
        }
        let module = if package.is_extension { module_of(extension)? } else { String::new() };
        let annotated = annotate(
            &files,
            &AnnotateOptions {
                library: &package.library,
                condition: package.condition.as_deref(),
                pyo3: &package.pyo3,
                module: &module,
                exports: package.exports,
                scope: AnnotateScope::All,
            },
        );
        let Annotated { texts, items, moved, problems } = annotated;
        let is_annotated = !texts.is_empty();
        self.items += items;
        self.moved += moved;
        self.problems.extend(problems);
        let mut texts: BTreeMap<usize, String> = texts.into_iter().collect();
        for (index, (file, original)) in files.into_iter().zip(originals).enumerate() {
            let text = texts.remove(&index).unwrap_or(file.text);
            if text != original {
                self.files += 1;
                self.changes.push(FileChange::of_text(file.path, &original, text));
            }
        }
        // A package without items for Python only passes on types of PyO3.
        if is_annotated {
            self.changes.extend(with_library(package, options)?);
        }
        Ok(())
    }
}

/// Returns the change of the manifest of `package`, unless it has the library.
fn with_library(package: &LinkedPackage, options: &AdoptOptions<'_>) -> Result<Option<FileChange>, EditRule> {
    let failed = |reason: String| EditRule::Manifest { path: shown(&package.manifest).to_owned(), reason };
    let path = package.manifest.canonicalize().map_err(|error| failed(error.to_string()))?;
    let text = fs_err::read_to_string(&path).map_err(|error| failed(error.to_string()))?;
    if has_dependency(&text, LIBRARY) {
        return Ok(None);
    }
    let directory = path.parent().map(PathBuf::from).unwrap_or_default();
    let dependency = NewDependency {
        name: LIBRARY,
        beside: PYO3,
        source: &options.source.in_directory(&directory),
        features: &package.features,
        gate: options.gate.then_some((GATE, "registry")),
    };
    let after = with_dependency(&text, &dependency).map_err(failed)?;
    Ok(Some(FileChange::of_text(path, &text, after)))
}
