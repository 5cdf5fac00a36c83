//! What an earlier version needed and this one does not: a program that wrote the stub, the function that it called, and
//! the Rust library that it was linked with.

use super::Adoption;
use super::packages::LinkedPackage;
use crate::args::BuildArgs;
use crate::changes::FileChange;
use crate::edit::apply;
use crate::error::Error;
use crate::find::{Extension, resolved_metadata};
use crate::manifest::{without_binary, without_crate_types};
use crate::migrate::{gatherers, mentions, only_generates, removal};
use crate::rules::EditRule;
use crate::sources::{SourceFile, reachable};
use crate::system::shown;
use cargo_metadata::{Package, Target, TargetKind};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The kinds of a library that only other Rust code needs.
const FOR_RUST: [&str; 2] = ["rlib", "lib"];

/// What is left of a project when its leftovers are gone.
struct Others {
    /// The targets of the package besides its library.
    programs: Vec<Target>,
    /// The Rust files of all other targets of the workspace.
    files: Vec<SourceFile>,
    /// Whether another package of the workspace depends on this one.
    is_dependency: bool,
}

impl Adoption {
    /// Removes what an earlier version needed from the package of `extension` and from its Rust files.
    pub(super) fn remove_leftovers(
        &mut self,
        extension: &Extension,
        build: &BuildArgs,
        package: &LinkedPackage,
        files: &mut [SourceFile],
    ) -> Result<(), Error> {
        let names: BTreeSet<String> = files
            .iter()
            .flat_map(|file| {
                let outline = file.outline();
                let found = gatherers(file, &outline);
                found.into_iter().map(|gatherer| gatherer.name.to_owned()).collect::<Vec<_>>()
            })
            .collect();
        if names.is_empty() {
            return Ok(());
        }
        let mut others = others(extension, build)?;
        let library = extension.cdylib()?.name.replace('-', "_");
        let (helpers, programs): (Vec<Target>, Vec<Target>) = others.programs.drain(..).partition(|target| {
            let path = target.src_path.as_std_path().canonicalize().ok();
            let file = others.files.iter().find(|file| Some(&file.path) == path.as_ref());
            target.is_bin() && file.is_some_and(|it| only_generates(it, &it.outline(), &library, &names))
        });
        let removed: Vec<PathBuf> =
            helpers.iter().filter_map(|target| target.src_path.as_std_path().canonicalize().ok()).collect();
        others.files.retain(|file| !removed.contains(&file.path));
        let users: Vec<&SourceFile> = others.files.iter().filter(|it| mentions(&it.nodes, &names)).collect();
        for file in &users {
            let path = shown(&file.path).to_owned();
            self.problems.push(EditRule::HelperLeft { path }.problem(None));
        }
        for path in removed {
            let before = fs_err::read(&path).ok();
            self.changes.push(FileChange { path, before, after: None });
        }
        for target in &helpers {
            self.edit_manifest(&package.manifest, |text| without_binary(text, &target.name))?;
        }
        if !users.is_empty() {
            return Ok(());
        }
        self.remove_gatherers(files);
        // The tests of documentation are compiled against the Rust library.
        let has_examples =
            files.iter().any(|file| file.text.contains("/// ```") || file.text.contains("//! ```"));
        if programs.is_empty() && !others.is_dependency && !has_examples {
            self.edit_manifest(&package.manifest, |text| without_crate_types(text, &FOR_RUST))?;
        }
        Ok(())
    }

    /// Removes the functions from `files`.
    fn remove_gatherers(&mut self, files: &mut [SourceFile]) {
        for file in files {
            let outline = file.outline();
            let found = gatherers(file, &outline);
            if found.is_empty() {
                continue;
            }
            let edits = removal(file, &outline, &found);
            match SourceFile::of(file.path.clone(), apply(&file.text, &edits)) {
                Ok(rewritten) => {
                    *file = rewritten;
                    self.gatherers += 1;
                }
                Err(problem) => self.problems.push(*problem),
            }
        }
    }
}

/// Returns what else is in the workspace of `extension`.
fn others(extension: &Extension, build: &BuildArgs) -> Result<Others, Error> {
    let metadata = resolved_metadata(&extension.manifest, build, Vec::new())?;
    let own = &extension.package;
    let members: Vec<&Package> = metadata.workspace_packages();
    let is_library = |target: &Target| !is_program(target);
    let roots: Vec<PathBuf> = members
        .iter()
        .flat_map(|member| member.targets.iter().map(move |target| (member, target)))
        .filter(|(member, target)| member.id != own.id || !is_library(target))
        .map(|(_, target)| target.src_path.as_std_path().to_owned())
        .collect();
    let is_dependency = members
        .iter()
        .filter(|member| member.id != own.id)
        .any(|member| member.dependencies.iter().any(|it| it.name == own.name.as_str()));
    let programs = own.targets.iter().filter(|target| is_program(target)).cloned().collect();
    Ok(Others { programs, files: reachable(&roots, &extension.workspace_root).files, is_dependency })
}

/// Whether `target` is linked with the library of its package.
fn is_program(target: &Target) -> bool {
    let kinds = [TargetKind::Bin, TargetKind::Example, TargetKind::Test, TargetKind::Bench];
    target.kind.iter().any(|kind| kinds.contains(kind))
}
