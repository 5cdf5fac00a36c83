//! Several stubs of an extension as the one that describes what they describe, so that a submodule is compared as what it is at
//! run time: an attribute.

use crate::difference::{Stubs, stubs_of_extension};
use crate::error::Error;
use pyo3_stub_gen::generate::bundle::TreeFile;
use pyo3_stub_gen::generate::output::Replace;
use pyo3_stub_gen::generate::project::Project;
use pyo3_stub_gen::generate::{Problem, Severity, Stub, bundle};
use pyo3_stub_gen::text::dotted;
use std::collections::BTreeSet;
use std::path::Path;

/// The directory of the bundle, below that of `cargo stubgen init`.
const DIRECTORY: &str = "earlier";

/// A tree of stubs.
pub(super) struct EarlierTree {
    files: Vec<TreeFile>,
    /// The module that has what the extension has: the extension itself, or the package around it.
    root: String,
}

impl EarlierTree {
    /// Returns the tree that `files` are, if they describe the extension `module` and at least one of its submodules.
    pub(super) fn of(files: &[TreeFile], module: &str) -> Option<Self> {
        let is_in = |root: &str| files.iter().any(|file| dotted::is_at_or_below(&file.module, root));
        let root = [Some(module), dotted::namesake(module)].into_iter().flatten().find(|root| is_in(root))?;
        // A module with a source of its own is not a part of the extension, and neither is one with a shared library.
        let is_part = |file: &&TreeFile| {
            file.module == root || dotted::is_at_or_below(&file.module, root) && file.imported_from.is_none()
        };
        let files: Vec<TreeFile> = files.iter().filter(is_part).cloned().collect();
        let is_tree = files.iter().any(|file| file.module != root);
        is_tree.then(|| Self { files, root: root.to_owned() })
    }

    /// Returns the modules of the tree that have a file and are not among `importable`, the modules of the extension `module` that
    /// Python can import.
    pub(super) fn not_importable(&self, module: &str, importable: &BTreeSet<String>) -> Vec<String> {
        let is_importable = |name: &str| match dotted::below(name, &self.root) {
            Some(below) => importable.contains(&dotted::join(module, &[below])),
            None => true,
        };
        let modules: BTreeSet<&String> = self.files.iter().map(|file| &file.module).collect();
        modules.into_iter().filter(|name| !is_importable(name)).cloned().collect()
    }

    /// Writes the bundle below `directory`, and returns it as the stubs of the extension of `project`.
    ///
    /// # Errors
    ///
    /// Why the files cannot be bundled, as text.
    pub(super) fn bundled(&self, project: &Project, directory: &Path, label: &str) -> Result<Stubs, String> {
        let mut config = project.config.clone();
        if self.root != project.module {
            // Its keys name modules of the extension.
            config.importable_submodules = Default::default();
        }
        let stub = bundle(&self.files, &self.root, &config).map_err(|problems| reason(&problems))?;
        let place = project.module.split('.').fold(directory.join(DIRECTORY), |path, name| path.join(name));
        let bundled = Project {
            stub: place.with_extension("pyi"),
            package: None,
            boundary: None,
            config,
            ..project.clone()
        };
        let stubs = write(&bundled, &stub).and_then(|()| {
            stubs_of_extension(&project.module, &[(bundled.stub_on_disk(), project.module.clone())], label)
        });
        stubs.map_err(|error| error.to_string())
    }
}

fn write(project: &Project, stub: &Stub) -> Result<(), Error> {
    stub.check()?;
    // The form of an earlier bundle may be another one.
    let _ = fs_err::remove_dir_all(project.stub.with_extension(""));
    project.write(stub, Replace::Anything)?;
    Ok(())
}

/// Returns the first error of `problems`, with its place.
fn reason(problems: &[Problem]) -> String {
    let mut errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.next().map_or_else(String::new, |problem| match &problem.position {
        Some(position) => format!("{} ({}:{})", problem.message, position.file, position.line),
        None => problem.message.clone(),
    })
}
