//! Moves a crate from an earlier version of the library: its literals, its dependencies and its stubs.

use super::packages::LinkedPackage;
use super::projects::project_of;
use super::{Adoption, LIBRARY};
use crate::changes::FileChange;
use crate::edit::apply;
use crate::error::Error;
use crate::find::Extension;
use crate::manifest::{DependencySource, with_requirement};
use crate::migrate::literals;
use crate::rules::EditRule;
use crate::sources::SourceFile;
use crate::system::shown;
use cargo_metadata::semver::Version;
use std::path::{Path, PathBuf};

/// The crate of the macros, on which a project may depend directly.
const MACROS: &str = "pyo3-stub-gen-derive";

impl Adoption {
    /// Rewrites the `TypeInfo` literals of `files`, and reports what takes a type apart.
    pub(super) fn rewrite_literals(&mut self, files: &mut [SourceFile], library: &str) {
        for file in files {
            let found = literals(&file.nodes, library);
            let left = found.left.iter().map(|at| EditRule::TypeFields.problem(Some(file.position(*at))));
            self.problems.extend(left);
            if found.count == 0 {
                continue;
            }
            match SourceFile::of(file.path.clone(), apply(&file.text, &found.edits)) {
                Ok(rewritten) => {
                    *file = rewritten;
                    self.literals += found.count;
                }
                Err(problem) => self.problems.push(*problem),
            }
        }
    }

    /// Moves the requirements in the manifests of `package` and of its workspace.
    pub(super) fn move_requirements(
        &mut self,
        extension: &Extension,
        package: &LinkedPackage,
        source: &DependencySource,
    ) -> Result<(), Error> {
        self.move_requirement(&package.manifest, source, &package.features)?;
        self.move_requirement(&extension.workspace_root.join("Cargo.toml"), source, &[])
    }

    fn move_requirement(
        &mut self,
        manifest: &Path,
        source: &DependencySource,
        features: &[&str],
    ) -> Result<(), Error> {
        let own = |directory: &Path| source.in_directory(directory);
        let macros = |directory: &Path| source.sibling(MACROS).in_directory(directory);
        let directory = manifest.canonicalize().ok().and_then(|path| path.parent().map(PathBuf::from));
        let directory = directory.unwrap_or_default();
        self.edit_manifest(manifest, |text| {
            let version = Version::parse(env!("CARGO_PKG_VERSION")).map_err(|error| error.to_string())?;
            let text = with_requirement(text, LIBRARY, &version, &own(&directory), features)?;
            with_requirement(&text, MACROS, &version, &macros(&directory), &[])
        })
    }

    /// Edits a manifest, which may be among the changes already.
    pub(super) fn edit_manifest(
        &mut self,
        manifest: &Path,
        edit: impl FnOnce(&str) -> Result<String, String>,
    ) -> Result<(), Error> {
        let failed = |reason: String| EditRule::Manifest { path: shown(manifest).to_owned(), reason };
        let path = manifest.canonicalize().map_err(|error| failed(error.to_string()))?;
        let known = self.changes.iter().position(|change| change.path == path);
        let (before, text) = match known.and_then(|index| self.changes.get(index)).and_then(FileChange::texts)
        {
            Some((before, after)) => (before.to_owned(), after.to_owned()),
            None => {
                let text = fs_err::read_to_string(&path).map_err(|error| failed(error.to_string()))?;
                (text.clone(), text)
            }
        };
        let edited = edit(&text).map_err(failed)?;
        if edited != text {
            let change = FileChange::of_text(path, &before, edited);
            match known.and_then(|index| self.changes.get_mut(index)) {
                Some(old) => *old = change,
                None => self.changes.push(change),
            }
        }
        Ok(())
    }

    /// Removes the stubs that an earlier version generated for `extension` and the packages around it.
    pub(super) fn remove_stubs(&mut self, extension: &Extension) -> Result<(), Error> {
        for path in project_of(extension)?.replaced_stubs() {
            let path = path.canonicalize().unwrap_or(path);
            if self.changes.iter().any(|change| change.path == path) {
                continue;
            }
            let unreadable = |error: std::io::Error| EditRule::Unreadable {
                path: shown(&path).to_owned(),
                reason: error.to_string(),
            };
            let before = fs_err::read(&path).map_err(unreadable)?;
            self.changes.push(FileChange { path, before: Some(before), after: None });
        }
        Ok(())
    }
}
